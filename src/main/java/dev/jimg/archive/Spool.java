package dev.jimg.archive;

import dev.jimg.oci.Digest;
import java.io.InputStream;

/**
 * Where the content of an archive lies until all of it was read: only then is it known what of it is needed, because
 * the documents that say so may come last.
 *
 * <p>What these methods throw is the spool's own, unchecked: an IOException is always the archive's.
 */
public interface Spool {

    /** Whether the blob is here, with this size, and stays; what the archive has of it is then not kept. */
    boolean has(Digest blob, long size);

    /** The bytes of a blob that is here. */
    InputStream open(Digest blob);

    /** A place for new bytes. */
    Draft begin(Digest.Algorithm algorithm);

    /** Bytes that came from an archive, and are gone with the spool unless their owner keeps them. */
    interface Draft {

        void write(byte[] bytes, int offset, int length);

        /** The digest of all that was written; nothing more is. */
        Digest finish();

        /** What was written. To be called when it is finished. */
        InputStream open();
    }
}
