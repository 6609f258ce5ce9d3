package dev.jimg.inflate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;

/**
 * What came of inflating a stream.
 *
 * @param content what was handed out
 * @param fault why it was refused, empty if it was not
 * @param finished whether it came to its end; else it is cut off, or was refused
 * @param rest bytes that follow the end
 */
record Inflation(byte[] content, String fault, boolean finished, int rest) {

    private static final int MOST = 4 << 20;

    /** What pieces of input and of output are like. */
    @FunctionalInterface
    interface Pieces {
        Pieces WHOLE = most -> most;
        Pieces SINGLE = most -> Math.min(1, most);

        static Pieces random(long seed) {
            Random random = new Random(seed);
            return most -> Math.min(most, 1 + random.nextInt(1 << random.nextInt(17)));
        }

        int next(int most);
    }

    static Inflation of(RawInflater inflater, byte[] packed, Pieces pieces) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] out = new byte[70_000];
        int taken = 0;
        inflater.reset();
        try {
            while (content.size() < MOST) {
                int room = pieces.next(out.length);
                int count = inflater.inflate(out, out.length - room, room);
                content.write(out, out.length - room, count);
                if (count == 0 && inflater.finished()) {
                    int rest = packed.length - taken + inflater.remaining();
                    assertEquals(content.size(), inflater.bytesWritten());
                    return new Inflation(content.toByteArray(), "", true, rest);
                }
                if (count == 0) {
                    if (taken == packed.length) {
                        return new Inflation(content.toByteArray(), "", false, 0);
                    }
                    // Somewhere in an array that is reused, as callers have it.
                    int length = pieces.next(packed.length - taken);
                    byte[] piece = new byte[length + 7];
                    System.arraycopy(packed, taken, piece, 5, length);
                    inflater.setInput(piece, 5, length);
                    taken += length;
                }
            }
            return new Inflation(content.toByteArray(), "", false, 0);
        } catch (DataFormatException e) {
            return new Inflation(content.toByteArray(), e.getMessage(), false, 0);
        }
    }

    /** By ours, after it was seen that zlib says the same. */
    static Inflation checked(byte[] packed, Pieces pieces) {
        Inflation own = of(new OwnInflater(), packed, pieces);
        JdkInflater jdk = new JdkInflater();
        try {
            own.compare(of(jdk, packed, Pieces.WHOLE));
        } finally {
            jdk.end();
        }
        return own;
    }

    /** The same; but before a fault zlib keeps back what it has, so that ours may have handed out more. */
    private void compare(Inflation zlib) {
        assertEquals(zlib.fault, fault);
        assertEquals(zlib.finished, finished);
        assertEquals(zlib.rest, rest);
        assertArrayEquals(zlib.content, fault.isEmpty() ? content
                : Arrays.copyOf(content, Math.min(content.length, zlib.content.length)));
    }
}
