package dev.jimg.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

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

    /** What a stream has, which is not closed; that it cannot be read is an {@link UncheckedIOException}. */
    static UploadContent of(InputStream in) {
        return out -> {
            byte[] piece = new byte[32 * 1024];
            for (int count = read(in, piece); count >= 0; count = read(in, piece)) {
                out.write(piece, 0, count);
            }
        };
    }

    private static int read(InputStream in, byte[] piece) {
        try {
            return in.read(piece, 0, piece.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
