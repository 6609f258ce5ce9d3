package dev.jimg.fileindex;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads what {@link ByteWriter} wrote. */
final class ByteSource {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int MOST_BITS = 63;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int next;
    private int end;

    ByteSource(InputStream in) {
        this.in = in;
    }

    long number() throws IOException {
        long number = 0;
        for (int shift = 0; shift <= MOST_BITS; shift += 7) {
            int b = one();
            number |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                return number;
            }
        }
        throw new IOException("a number has no end");
    }

    long signed() throws IOException {
        long number = number();
        return number >>> 1 ^ -(number & 1);
    }

    /** @throws IOException if it is negative or more than this */
    int number(int most) throws IOException {
        long number = number();
        if (number < 0 || number > most) {
            throw new IOException("a number is out of range");
        }
        return (int) number;
    }

    void fill(byte[] bytes) throws IOException {
        int kept = Math.min(bytes.length, end - next);
        System.arraycopy(buffer, next, bytes, 0, kept);
        next += kept;
        if (in.readNBytes(bytes, kept, bytes.length - kept) < bytes.length - kept) {
            throw new EOFException();
        }
    }

    /** Whether all was read. */
    boolean ended() throws IOException {
        return next == end && in.read() < 0;
    }

    private int one() throws IOException {
        if (next == end) {
            end = in.read(buffer, 0, buffer.length);
            next = 0;
            if (end <= 0) {
                end = 0;
                throw new EOFException();
            }
        }
        return buffer[next++] & 0xff;
    }
}
