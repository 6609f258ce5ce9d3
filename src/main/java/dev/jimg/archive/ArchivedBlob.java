package dev.jimg.archive;

import dev.jimg.oci.Digest;
import dev.jimg.oci.ManifestDocument;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A file of an archive, hashed.
 *
 * @param digest of its bytes, computed
 * @param measured what it is as a layer, where it is a plain tar: known without another pass
 * @param draft its bytes; empty where the spool had them before, and for what was packed while it was read: of that
 *     there are no bytes
 */
public record ArchivedBlob(String name, Digest digest, long size, Compression compression,
        Optional<LayerMeasurement> measured, Optional<Spool.Draft> draft) {

    /** The bytes, wherever they are. Not to be asked where there are none. */
    public InputStream open(Spool spool) {
        return draft.isPresent() ? draft.get().open() : spool.open(digest);
    }

    /** @throws ArchiveException if it is too large for a document */
    byte[] document(Spool spool, int maxBytes) throws IOException {
        if (size > maxBytes) {
            throw new ArchiveException("the document " + MemberPath.shown(name) + " in it has " + size
                    + " bytes, more than the " + maxBytes + " allowed");
        }
        try (InputStream in = open(spool)) {
            return in.readAllBytes();
        }
    }

    byte[] document(Spool spool) throws IOException {
        return document(spool, ManifestDocument.MAX_BYTES);
    }
}
