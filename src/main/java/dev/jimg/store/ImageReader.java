package dev.jimg.store;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.ImageIndex;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.ManifestDocument;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Platform;
import dev.jimg.store.StoreException.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the documents that an image is made of, verified. */
final class ImageReader {

    /** What docker says of an image without {@code created}: Go's time that nobody set. 1970 is a time like any other. */
    private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

    private final BlobStore blobs;

    ImageReader(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** @throws StoreException NOT_FOUND or CORRUPT */
    ManifestDocument document(Digest digest, MediaType type) {
        try {
            return ManifestDocument.parse(blobs.read(digest), Optional.of(type));
        } catch (MalformedException e) {
            throw new StoreException(Kind.CORRUPT, "read", digest.toString(), e.getMessage(), "", e);
        }
    }

    Manifest manifest(Digest digest) {
        try {
            return Manifest.parse(blobs.read(digest));
        } catch (MalformedException e) {
            throw new StoreException(Kind.CORRUPT, "read", digest.toString(), e.getMessage(), "", e);
        }
    }

    ImageConfig config(Digest digest) {
        try {
            return ImageConfig.parse(blobs.read(digest));
        } catch (MalformedException e) {
            throw new StoreException(Kind.CORRUPT, "read", digest.toString(), e.getMessage(), "", e);
        }
    }

    /** The manifest an index stands for on this machine: its platform's if that is here, else the first that is. */
    Descriptor select(ImageIndex index) {
        Optional<Descriptor> own = index.select(Platform.local()).filter(blobs::has);
        return own.or(() -> index.images().stream().filter(blobs::has).findFirst())
                .orElseThrow(() -> new StoreException(Kind.NOT_FOUND, "read", index.digest().toString(),
                        "none of the images of the index is in the store", "Pull the image again."));
    }

    /** What a list shows of an image. */
    ImageFacts facts(Digest digest, ListingCache cache) {
        Manifest manifest = manifest(digest);
        List<BlobRef> layers = new ArrayList<>(manifest.layers().size());
        for (Descriptor layer : manifest.layers()) {
            layers.add(cache.ref(layer.digest(), layer.size(), layer.mediaType().isForeignLayer()));
        }
        BlobRef manifestRef = cache.ref(digest, manifest.raw().size(), false);
        BlobRef configRef = cache.ref(manifest.config().digest(), manifest.config().size(), false);
        if (!manifest.isImage()) {
            return new ImageFacts(manifestRef, false, configRef, Instant.EPOCH, Platform.local(), List.copyOf(layers),
                    Optional.empty());
        }
        ImageConfig config = config(manifest.config().digest());
        return new ImageFacts(manifestRef, true, configRef, config.created().orElse(NEVER), config.platform(),
                List.copyOf(layers), OciForm.original(manifest));
    }
}
