package dev.jimg.registry;

import java.io.IOException;
import java.io.InputStream;

/** Where the bytes of a blob that is to be sent come from. They are verified while they are sent. */
@FunctionalInterface
public interface BlobSource {

    /** The blob's bytes from the first one on; asked for again where sending is tried again. */
    InputStream open() throws IOException;
}
