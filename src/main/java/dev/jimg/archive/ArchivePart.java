package dev.jimg.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * One entry of an archive that is to be written.
 *
 * @param name a directory's ends with a slash
 * @param size bytes of the content
 * @param item what progress calls it; empty where it is too small to speak of
 * @param content opened when it is written
 */
record ArchivePart(String name, long size, Optional<String> item, Content content) {

    /** The bytes of a part; the stream fails where they are not those that were promised. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }

    static ArchivePart directory(String name) {
        return document(name, new byte[0]);
    }

    static ArchivePart document(String name, byte[] bytes) {
        return new ArchivePart(name, bytes.length, Optional.empty(), () -> new ByteArrayInputStream(bytes));
    }
}
