package dev.jimg.engine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;

/**
 * Output and errors in one stream, in frames of eight bytes of head and what they announce: which of the two it is, three
 * zeros, and the length, big endian (Engine API, «Stream format»). Only what has no terminal is sent so.
 */
final class StreamFrames {

    private static final int HEAD = 8;
    private static final int LENGTH_AT = 4;
    private static final int BUFFER = 32 * 1024;
    private static final int OUT = 1;
    private static final int ERR = 2;
    /** An error of the engine's own. */
    private static final int SYSTEM_ERR = 3;

    private StreamFrames() {}

    /** Copies to the end, each piece as it comes. */
    static void copy(InputStream from, OutputStream out, OutputStream err) throws IOException {
        byte[] buffer = new byte[BUFFER];
        while (true) {
            int got = from.readNBytes(buffer, 0, HEAD);
            if (got == 0) {
                return;
            }
            if (got < HEAD) {
                throw new EOFException("the stream ended within a frame");
            }
            OutputStream to = switch (buffer[0]) {
                case 0, OUT -> out;
                case ERR, SYSTEM_ERR -> err;
                default -> throw new ProtocolException("the stream has a frame of unknown kind " + buffer[0]);
            };
            copyFrame(from, to, length(buffer), buffer);
        }
    }

    static void copyPlain(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int count = from.read(buffer);
        while (count >= 0) {
            to.write(buffer, 0, count);
            to.flush();
            count = from.read(buffer);
        }
    }

    private static void copyFrame(InputStream from, OutputStream to, long length, byte[] buffer) throws IOException {
        long left = length;
        while (left > 0) {
            int count = from.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (count < 0) {
                throw new EOFException("the stream ended within a frame");
            }
            to.write(buffer, 0, count);
            left -= count;
        }
        to.flush();
    }

    private static long length(byte[] head) {
        long length = 0;
        for (int i = LENGTH_AT; i < HEAD; i++) {
            length = length << 8 | head[i] & 0xff;
        }
        return length;
    }
}
