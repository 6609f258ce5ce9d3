package dev.jimg.engine;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.LongConsumer;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** The body of a request that is sent as it is made, of unknown length. It can be sent once. */
final class StreamedBody extends RequestBody {

    private static final MediaType TAR = MediaType.get("application/x-tar");
    private static final int PIECE = 32 * 1024;

    private final UploadContent content;
    private final LongConsumer sent;

    /** @param sent hears how many bytes went so far, each 32 KiB and at the end; nothing of an empty one */
    StreamedBody(UploadContent content, LongConsumer sent) {
        this.content = content;
        this.sent = sent;
    }

    /** What a stream has, which is not closed. */
    StreamedBody(InputStream in, LongConsumer sent) {
        this(out -> copy(in, out), sent);
    }

    /** What is to be sent cannot be had: no fault of the connection, which every other IOException is. */
    static final class Unsendable extends IOException {

        private static final long serialVersionUID = 1L;

        private Unsendable(RuntimeException cause) {
            super(cause);
        }

        RuntimeException cause() {
            return (RuntimeException) getCause();
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
        Counter out = new Counter(sink.outputStream(), sent);
        try {
            content.writeTo(out);
        } catch (RuntimeException e) {
            throw new Unsendable(e);
        }
        if (out.total > 0) {
            sent.accept(out.total);
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int count = read(in, piece); count >= 0; count = read(in, piece)) {
            out.write(piece, 0, count);
        }
    }

    private static int read(InputStream in, byte[] piece) {
        try {
            return in.read(piece, 0, piece.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reports at whole pieces, wherever the writes begin and end. */
    private static final class Counter extends FilterOutputStream {
        private final LongConsumer sent;
        private long total;

        Counter(OutputStream out, LongConsumer sent) {
            super(out);
            this.sent = sent;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            long next = (total / PIECE + 1) * PIECE;
            total += length;
            for (; next <= total; next += PIECE) {
                sent.accept(next);
            }
        }
    }
}
