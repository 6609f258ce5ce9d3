package dev.jimg.engine;

import java.io.IOException;
import java.io.OutputStream;

/** Bytes of a request, made as they are sent. */
@FunctionalInterface
public interface UploadContent {

    /**
     * Writes all of it, once, and leaves {@code out} open.
     *
     * @throws IOException only what {@code out} throws: the connection failed. What fails on this side is a
     *     RuntimeException, which comes out of the request as it is
     */
    void writeTo(OutputStream out) throws IOException;
}
