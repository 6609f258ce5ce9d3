package dev.jimg.fileindex;

import static dev.jimg.hash.Mersenne.reduce;
import static dev.jimg.hash.Mersenne.remainder;
import static dev.jimg.hash.Mersenne.times;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What tells two files with other bytes apart: a polynomial whose coefficients are the bytes, seven at a time, over the
 * integers modulo 2^61 - 1, at a secret point. Two files of one size share a value with a chance of at most one in 2^61 for
 * each seven bytes, and whoever makes an image cannot look for such two: the point is not known (see {@link HashKey}).
 *
 * <p>So short a piece of a SHA-256 could be looked for, by trying 2^32 files, and takes three times as long.
 * Values hold on one machine only. Not thread-safe.
 */
final class ContentHash {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORD = 7;
    private static final long WORD_MASK = (1L << 8 * WORD) - 1;
    /** Four words, which the processor multiplies at the same time. */
    private static final int BLOCK = 4 * WORD;
    /** A word is read as eight bytes, of which the last is not used. */
    private static final int BEYOND = 1;

    private final long point;
    private final long square;
    private final long fourth;
    private final byte[] rest = new byte[BLOCK + BEYOND];
    private int held;
    private long length;
    private long first;
    private long second;
    private long third;
    private long last;

    ContentHash(HashKey key) {
        point = key.point();
        square = times(point, point);
        fourth = times(square, square);
    }

    void add(byte[] bytes, int offset, int count) {
        length += count;
        int at = offset;
        int end = offset + count;
        if (held > 0) {
            at += hold(bytes, at, end);
        }
        if (held == 0) {
            at = blocks(bytes, at, end);
            hold(bytes, at, end);
        }
    }

    void add(long number) {
        byte[] bytes = new byte[Long.BYTES];
        LONG.set(bytes, 0, number);
        add(bytes, 0, bytes.length);
    }

    /** Of what was added since the last result. */
    long result() {
        if (held > 0) {
            Arrays.fill(rest, held, BLOCK, (byte) 0);
            blocks(rest, 0, rest.length);
        }
        long cube = times(square, point);
        long sum = reduce(reduce(times(first, cube) + times(second, square)) + reduce(times(third, point) + last));
        long result = remainder(times(reduce(times(sum, point) + length), point));
        clear();
        return result;
    }

    private void clear() {
        first = 0;
        second = 0;
        third = 0;
        last = 0;
        length = 0;
        held = 0;
    }

    /** Keeps bytes until there is a block of them, which is then worked in. */
    private int hold(byte[] bytes, int at, int end) {
        int taken = Math.min(BLOCK - held, end - at);
        System.arraycopy(bytes, at, rest, held, taken);
        held += taken;
        if (held == BLOCK) {
            blocks(rest, 0, rest.length);
            held = 0;
        }
        return taken;
    }

    /** Works in all whole blocks behind which there is one more byte. */
    private int blocks(byte[] bytes, int from, int end) {
        long a = first;
        long b = second;
        long c = third;
        long d = last;
        int at = from;
        for (; end - at >= BLOCK + BEYOND; at += BLOCK) {
            a = times(a, fourth) + word(bytes, at);
            b = times(b, fourth) + word(bytes, at + WORD);
            c = times(c, fourth) + word(bytes, at + 2 * WORD);
            d = times(d, fourth) + word(bytes, at + 3 * WORD);
        }
        first = a;
        second = b;
        third = c;
        last = d;
        return at;
    }

    private static long word(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at) & WORD_MASK;
    }
}
