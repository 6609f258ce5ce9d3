package dev.jimg.tui.term;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Bytes that one thread hands to another, which reads them as a stream. Closing it wakes the reader. */
final class TypedBytes extends InputStream {

    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
    private byte[] piece = END;
    private int next;
    private boolean ended;

    /** From any thread. */
    void put(byte[] bytes) {
        if (bytes.length > 0) {
            pieces.add(bytes);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (next == piece.length && !ended) {
                piece = pieces.take();
                next = 0;
                ended = piece == END;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        if (ended) {
            return -1;
        }
        int count = Math.min(length, piece.length - next);
        System.arraycopy(piece, next, bytes, offset, count);
        next += count;
        return count;
    }

    @Override
    public void close() {
        pieces.add(END);
    }
}
