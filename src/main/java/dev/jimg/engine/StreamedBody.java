package dev.jimg.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** The body of a request that is sent as it is read, of unknown length. It can be sent once, and is not closed. */
final class StreamedBody extends RequestBody {

    private static final MediaType TAR = MediaType.get("application/x-tar");
    private static final int PIECE = 128 * 1024;

    private final InputStream in;
    private final LongConsumer sent;

    /** @param sent hears how many bytes went so far */
    StreamedBody(InputStream in, LongConsumer sent) {
        this.in = in;
        this.sent = sent;
    }

    /** What is to be sent cannot be read: no fault of the connection, which every other IOException is. */
    static final class Unreadable extends IOException {

        private static final long serialVersionUID = 1L;

        private Unreadable(IOException cause) {
            super(cause);
        }

        IOException cause() {
            return (IOException) getCause();
        }
    }

    @Override
    public MediaType contentType() {
        return TAR;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        byte[] piece = new byte[PIECE];
        long total = 0;
        for (int count = read(piece); count >= 0; count = read(piece)) {
            sink.write(piece, 0, count);
            total += count;
            sent.accept(total);
        }
    }

    private int read(byte[] piece) throws IOException {
        try {
            return in.read(piece, 0, piece.length);
        } catch (IOException e) {
            throw new Unreadable(e);
        }
    }
}
