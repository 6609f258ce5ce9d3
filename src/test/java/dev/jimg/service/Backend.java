package dev.jimg.service;

import java.util.Set;

/** What the contract needs from one kind of backend: a place for images of its own, empty at first. */
public interface Backend extends AutoCloseable {

    /**
     * A service on this place. All services of one backend see the same images, as those of several processes do.
     * The caller closes it.
     */
    ImageService open();

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
        CHECKS_CONFIG_LAST
    }

    /** Throws the place and all images away. */
    @Override
    void close();
}
