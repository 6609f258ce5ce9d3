package dev.jimg.build;

import dev.jimg.archive.ArchiveException;
import dev.jimg.archive.LayerLimits;
import dev.jimg.archive.LayerStream;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Layer;
import dev.jimg.rootfs.LayerUnpacker;
import dev.jimg.store.BlobStore;
import dev.jimg.tar.TarException;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import dev.jimg.transfer.VerificationException;
import dev.jimg.transfer.VerifyingInputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Unpacks layers of the store, and believes none of their bytes: a disk may have changed them since they came. */
public final class VerifiedLayer {

    private VerifiedLayer() {}

    /**
     * Puts a layer on top of others. When it throws, what was unpacked is of no use.
     *
     * @throws dev.jimg.store.StoreException CORRUPT if the blob is not what its digest promises
     * @throws IOException what the disk says; a TarException or ArchiveException for a layer that was made so
     */
    public static void unpack(BlobStore blobs, Layer layer, LayerUnpacker onto, Cancellation cancellation)
            throws IOException {
        Descriptor blob = layer.blob();
        try (VerifyingInputStream bytes =
                        new VerifyingInputStream(blobs.open(blob.digest()), blob.digest(), blob.size());
                LayerStream tar = LayerStream.open(bytes, LayerLimits.DEFAULT)) {
            onto.apply(tar, cancellation);
            // What follows the end of the tar belongs to the digest too.
            bytes.transferTo(OutputStream.nullOutputStream());
        } catch (VerificationException | ArchiveException | TarException e) {
            // Says of a damaged blob which one it is; one that is whole was made like that.
            blobs.verify(blob, ProgressSink.NONE, cancellation);
            throw e;
        }
    }
}
