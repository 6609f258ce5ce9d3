package dev.jimg.build;

import dev.jimg.build.BuildException.Kind;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import dev.jimg.oci.MediaType;
import dev.jimg.store.BlobDraft;
import dev.jimg.store.ImageStore;
import dev.jimg.store.LayerFacts;
import dev.jimg.store.Lease;
import dev.jimg.transfer.ExplainedException;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Brings new layers into the store: packed with gzip, which every registry and engine takes.
 *
 * <p>The image's ID follows from the tar alone; the digest of the packed blob also from the zlib of this machine.
 */
final class LayerMaker {

    private static final int BUFFER_BYTES = 64 * 1024;

    /** Writes the tar of a layer. */
    @FunctionalInterface
    interface TarWriter {
        /** @return what is known of it then */
        Written write(OutputStream tar) throws IOException;
    }

    /**
     * @param unpackedSize bytes of its files, as docker counts them; -1 if that was not counted
     * @param newest the time of the newest file, in seconds since 1970
     */
    record Written(long unpackedSize, long newest) {}

    private final ImageStore store;
    private final Lease lease;

    /** @param lease keeps the layers until the image is known */
    LayerMaker(ImageStore store, Lease lease) {
        this.store = store;
        this.lease = lease;
    }

    /** @throws BuildException DISK if the bytes could not be had; what was written is gone then */
    CachedLayer make(TarWriter writer) {
        try (BlobDraft draft = store.blobs().newDraft(Digest.Algorithm.SHA256)) {
            MessageDigest hash = Digest.Algorithm.SHA256.newHash();
            CountingOutput counted = new CountingOutput(new GZIPOutputStream(draft, BUFFER_BYTES));
            Written written;
            try (DigestOutputStream tar = new DigestOutputStream(counted, hash)) {
                written = writer.write(tar);
            }
            Digest digest = draft.finish();
            DiffId diffId = new DiffId(Digest.of(Digest.Algorithm.SHA256, hash.digest()));
            Descriptor blob = Descriptor.of(MediaType.OCI_LAYER_GZIP, digest, draft.size());
            lease.protect(List.of(digest));
            draft.commit();
            if (written.unpackedSize() >= 0) {
                store.images().remember(Map.of(digest,
                        new LayerFacts(diffId, counted.count(), written.unpackedSize())));
            }
            return new CachedLayer(blob, diffId, written.newest());
        } catch (IOException e) {
            throw new BuildException(Kind.DISK, "cannot write a layer: " + e.getMessage(), "", e);
        }
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
