package dev.jimg.build;

import dev.jimg.archive.LayerMeasurement;
import dev.jimg.archive.LayerMeter;
import dev.jimg.archive.LayerWatch;
import dev.jimg.archive.ParallelGzip;
import dev.jimg.build.BuildException.Kind;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.MediaType;
import dev.jimg.store.BlobDraft;
import dev.jimg.store.ImageStore;
import dev.jimg.store.LayerFacts;
import dev.jimg.store.Lease;
import dev.jimg.transfer.ExplainedException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings new layers into the store: packed with gzip, which every registry and engine takes.
 *
 * <p>The image's ID follows from the tar alone; the digest of the packed blob also from the zlib of this machine.
 */
final class LayerMaker {

    /** Writes the tar of a layer. */
    @FunctionalInterface
    interface TarWriter {
        /** @return the time of the newest file in it, in seconds since 1970 */
        long write(OutputStream tar) throws IOException;
    }

    private final ImageStore store;
    private final LayerWatch.Factory watches;
    private final Lease lease;

    /**
     * @param watches look at what is made
     * @param lease keeps the layers until the image is known
     */
    LayerMaker(ImageStore store, LayerWatch.Factory watches, Lease lease) {
        this.store = store;
        this.watches = watches;
        this.lease = lease;
    }

    /** @throws BuildException DISK if the bytes could not be had; what was written is gone then */
    CachedLayer make(TarWriter writer) {
        try (BlobDraft draft = store.blobs().newDraft(Digest.Algorithm.SHA256)) {
            LayerMeasurement measured;
            long newest;
            try (ParallelGzip packed = new ParallelGzip(draft)) {
                LayerMeter tar = new LayerMeter(packed, watches.get());
                newest = writer.write(tar);
                packed.finish();
                measured = tar.measurement();
            }
            Descriptor blob = Descriptor.of(MediaType.OCI_LAYER_GZIP, draft.finish(), draft.size());
            lease.protect(List.of(blob.digest()));
            draft.commit();
            store.images().remember(Map.of(blob.digest(),
                    new LayerFacts(measured.diffId(), measured.tarSize(), measured.unpackedSize())));
            return new CachedLayer(blob, measured.diffId(), newest);
        } catch (IOException e) {
            throw new BuildException(Kind.DISK, "cannot write a layer: " + e.getMessage(), "", e);
        }
    }

    /** An image that is built on stays until the build is done. */
    void protect(Manifest image) {
        List<Digest> blobs = new ArrayList<>(List.of(image.digest(), image.config().digest()));
        image.layers().forEach(layer -> blobs.add(layer.digest()));
        lease.protect(blobs);
    }

    /** A layer that was made before, if it is still here; from now on it stays. */
    Optional<CachedLayer> keep(CachedLayer known) {
        try {
            lease.protect(List.of(known.blob().digest()));
            return store.blobs().has(known.blob()) ? Optional.of(known) : Optional.empty();
        } catch (ExplainedException e) {
            return Optional.empty();
        }
    }
}
