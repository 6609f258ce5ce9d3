package dev.jimg.service;

import java.util.List;
import java.util.Set;

/** What the contract needs from one kind of backend: a place for images of its own, empty at first. */
public interface Backend extends AutoCloseable {

    /**
     * A service on this place. All services of one backend see the same images, as those of several processes do.
     * The caller closes it.
     */
    ImageService open();

    /** The ids of all containers that an engine itself has, also of those that its service does not show. */
    default List<String> containers() {
        return List.of();
    }

    /** What this kind of backend cannot do or tell, by its nature; the contract then asks for less of it. */
    default Set<Limit> limits() {
        return Set.of();
    }

    /** What some backends cannot do or tell. */
    enum Limit {
        /** The blobs of an image are not shown, only what its layers are unpacked. */
        HIDES_BLOBS,
        /** The digest that a name stands for is told at the end of a pull, not at its start. */
        DIGEST_LAST,
        /** The layers of a pull are named as work on them begins, in no certain order. */
        NAMES_LAYERS_AS_THEY_BEGIN,
        /** Layers are complete before they are compared with what the image's config says of them. */
        CHECKS_CONFIG_LAST,
        /** Layers are never compared with what the image's config says of them. */
        TRUSTS_CONFIG,
        /** A download that broke is an error. */
        DOES_NOT_RESUME,
        /** Two pulls at the same time each fetch all. */
        FETCHES_FOR_EACH,
        /** The config is fetched also where the image is here. */
        FETCHES_CONFIG_AGAIN,
        /** How many bytes came is not told. */
        HIDES_BYTES,
        /** An image from an index is also named by the digest of its own manifest. */
        NAMES_BOTH_DIGESTS,
        /** The size of a layer is that of its tar. */
        COUNTS_TARS,
        /** The size of an image includes its manifest and config, which a load writes anew. */
        COUNTS_DOCUMENTS,
        /** Which layers went with an image is not told. */
        HIDES_DELETED_LAYERS,
        /** A name by digest cannot go alone: it takes the image along. */
        DIGEST_IS_THE_IMAGE,
        /** It loads only docker's archives. */
        READS_NO_OCI_ARCHIVES,
        /** It saves only docker's archives. */
        WRITES_NO_OCI_ARCHIVES,
        /** The layers of a push are not told. */
        HIDES_PUSHED_LAYERS,
        /** An image that was deleted cannot come back. */
        DELETES_FOR_GOOD,
        /** An image that was pushed is not known by the digest that it has there. */
        FORGETS_PUSHES,
        /** Every name comes with a digest, also one that no registry ever had. */
        GIVES_EVERY_NAME_A_DIGEST,
        /** Its list has no filter {@code until}. */
        LISTS_WITHOUT_UNTIL,
        /** What files a layer has is found out when somebody asks, not while the layer comes. */
        INDEXES_WHEN_ASKED
    }

    /** Throws the place and all images away. */
    @Override
    void close();
}
