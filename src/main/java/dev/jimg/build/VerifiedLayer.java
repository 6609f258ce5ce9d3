package dev.jimg.build;

import dev.jimg.archive.ArchiveException;
import dev.jimg.archive.LayerLimits;
import dev.jimg.archive.LayerStream;
import dev.jimg.build.BuildException.Kind;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Layer;
import dev.jimg.rootfs.LayerUnpacker;
import dev.jimg.store.BlobStore;
import dev.jimg.tar.TarException;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import dev.jimg.transfer.VerificationException;
import dev.jimg.transfer.VerifyingInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;

/**
 * Reads layers of the store, and believes none of their bytes: a disk may have changed them since they came, and whoever
 * made an image may have named another layer's DiffID, by which builds are remembered.
 */
public final class VerifiedLayer {

    /** Reads the tar of a layer, as far as it cares to. */
    @FunctionalInterface
    interface Use {
        void read(InputStream tar) throws IOException;
    }

    private VerifiedLayer() {}

    /**
     * Puts a layer on top of others. When it throws, what was unpacked is of no use.
     *
     * @throws dev.jimg.store.StoreException CORRUPT if the blob is not what its digest promises
     * @throws BuildException INVALID if its tar is not what its DiffID promises
     * @throws IOException what the disk says; a TarException or ArchiveException for a layer that was made so
     */
    public static void unpack(BlobStore blobs, Layer layer, LayerUnpacker onto, Cancellation cancellation)
            throws IOException {
        read(blobs, layer, cancellation, tar -> onto.apply(tar, cancellation));
    }

    /** Hands the tar on while it is verified: what was made of it is good only when this returns. Throws as above. */
    static void read(BlobStore blobs, Layer layer, Cancellation cancellation, Use use) throws IOException {
        Descriptor blob = layer.blob();
        Digest expected = layer.diffId().digest();
        try (VerifyingInputStream bytes =
                        new VerifyingInputStream(blobs.open(blob.digest()), blob.digest(), blob.size());
                DigestInputStream tar = new DigestInputStream(LayerStream.open(bytes, LayerLimits.DEFAULT),
                        expected.algorithm().newHash())) {
            use.read(tar);
            // What follows the end of the tar belongs to both digests too.
            tar.transferTo(OutputStream.nullOutputStream());
            bytes.transferTo(OutputStream.nullOutputStream());
            DiffId actual = new DiffId(Digest.of(expected.algorithm(), tar.getMessageDigest().digest()));
            if (!actual.equals(layer.diffId())) {
                throw new BuildException(Kind.INVALID, "layer " + blob.digest() + " has the DiffID " + actual
                        + ", and its image says " + layer.diffId(), "Do not trust this image: it was made to say so.");
            }
        } catch (VerificationException | ArchiveException | TarException e) {
            // Says of a damaged blob which one it is; one that is whole was made like that.
            blobs.verify(blob, ProgressSink.NONE, cancellation);
            throw e;
        }
    }
}
