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
    /** So few that the window moves, and is full, all the time. */
    private static final int SMALL_WINDOW = 600;

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
        // One array for all pieces, as callers have it: what lies around a piece means nothing.
        byte[] input = new byte[packed.length + 7];
        new Random(packed.length).nextBytes(input);
        boolean atItsEnd = false;
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
                    int length = pieces.next(packed.length - taken);
                    atItsEnd = !atItsEnd;
                    int offset = atItsEnd ? input.length - length : 5;
                    System.arraycopy(packed, taken, input, offset, length);
                    inflater.setInput(input, offset, length);
                    taken += length;
                }
            }
            return new Inflation(content.toByteArray(), "", false, 0);
        } catch (DataFormatException e) {
            return new Inflation(content.toByteArray(), e.getMessage(), false, 0);
        }
    }

    /** By ours, after it was seen that zlib says the same, and ours with a small window too. */
    static Inflation checked(byte[] packed, Pieces pieces) {
        Inflation own = of(new OwnInflater(), packed, pieces);
        JdkInflater jdk = new JdkInflater();
        try {
            Inflation zlib = of(jdk, packed, Pieces.WHOLE);
            own.compare(zlib);
            of(new OwnInflater(SMALL_WINDOW), packed, pieces).compare(zlib);
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
