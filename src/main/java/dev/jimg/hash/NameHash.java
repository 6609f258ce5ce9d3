package dev.jimg.hash;

import java.util.Random;

/**
 * Hashes of names for tables in memory, other ones in each process. Two names of n pieces share a value with a chance of
 * at most one in 2^61 / n.
 *
 * <p>{@code NameHash.end(NameHash.add(NameHash.add(0, first), second))} is that of two pieces.
 */
public final class NameHash {

    /** Drawn from the time to the nanosecond: who makes an image does not know when it will be read. */
    private static final long POINT = Mersenne.point(new Random());

    private static final int WORD_BYTES = 7;

    private NameHash() {}

    /** With one more piece. @param piece 0 to 2^56 - 1; zeros at the beginning count for nothing */
    public static long add(long hash, long piece) {
        return Mersenne.times(hash, POINT) + piece;
    }

    /** With some bytes more, and how many they are. */
    public static long add(long hash, byte[] bytes, int offset, int length) {
        long result = add(hash, length + 1L);
        int end = offset + length;
        for (int at = offset; at < end; ) {
            long word = 0;
            for (int stop = Math.min(at + WORD_BYTES, end); at < stop; at++) {
                word = word << 8 | bytes[at] & 0xff;
            }
            result = add(result, word);
        }
        return result;
    }

    /** What is made of all pieces: 61 bits, of which the lowest may be used alone. */
    public static long end(long hash) {
        return Mersenne.remainder(Mersenne.times(hash, POINT));
    }
}
