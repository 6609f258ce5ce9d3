package dev.jimg.fileindex;

import java.io.IOException;
import java.io.OutputStream;

/** Numbers as bytes, small ones as few: seven bits a byte, the lowest first. */
final class ByteWriter {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int MOST_BYTES = 10;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int used;

    ByteWriter(OutputStream out) {
        this.out = out;
    }

    /** @param number taken as unsigned */
    void number(long number) throws IOException {
        if (used + MOST_BYTES > buffer.length) {
            flush();
        }
        long left = number;
        while ((left & ~0x7fL) != 0) {
            buffer[used++] = (byte) (left & 0x7f | 0x80);
            left >>>= 7;
        }
        buffer[used++] = (byte) left;
    }

    /** A number that may be negative. */
    void signed(long number) throws IOException {
        number(number << 1 ^ number >> 63);
    }

    void bytes(byte[] bytes) throws IOException {
        flush();
        out.write(bytes);
    }

    void flush() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }
}
