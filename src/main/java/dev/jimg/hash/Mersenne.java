package dev.jimg.hash;

import java.util.Random;

/** Arithmetic modulo the prime 2^61 - 1, where a remainder is two shifts and an addition. */
public final class Mersenne {

    public static final long PRIME = (1L << 61) - 1;

    private Mersenne() {}

    /** @return a number to evaluate polynomials at: neither zero nor foreseen, if {@code random} is not */
    public static long point(Random random) {
        return 1 + Math.floorMod(random.nextLong(), PRIME - 1);
    }

    /** @return congruent to the product, and hardly more than the prime, if both factors are not much more */
    public static long times(long a, long b) {
        long low = a * b;
        return reduce((low & PRIME) + (Math.multiplyHigh(a, b) << 3 | low >>> 61));
    }

    /** @return congruent to a number that is not negative, and hardly more than the prime */
    public static long reduce(long number) {
        return (number & PRIME) + (number >>> 61);
    }

    /** @return congruent to a number that is hardly more than the prime, and less than that */
    public static long remainder(long number) {
        return number >= PRIME ? number - PRIME : number;
    }
}
