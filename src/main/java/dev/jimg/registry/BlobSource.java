package dev.jimg.registry;

import java.io.IOException;
import java.io.InputStream;

/** Where the bytes of a blob that is to be sent come from. They are verified while they are sent. */
@FunctionalInterface
public interface BlobSource {

    /**
     * The blob's bytes from the first one on; asked for again where sending is tried again.
     *
     * @throws IOException if they cannot be had, as reading them may: it ends the upload, as an UncheckedIOException,
     *     and is not taken for a fault of the registry that they go to
     */
    InputStream open() throws IOException;
}
