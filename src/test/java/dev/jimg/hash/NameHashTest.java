package dev.jimg.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.SameHash;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NameHashTest {

    private static long of(byte[] bytes) {
        return NameHash.end(NameHash.add(0, bytes, 0, bytes.length));
    }

    @Test
    void multipliesAsTheBookDoes() {
        BigInteger prime = BigInteger.valueOf(Mersenne.PRIME);
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long a = i % 5 == 0 ? Mersenne.PRIME + 3 - i % 7 : random.nextLong() & Mersenne.PRIME;
            long b = i % 3 == 0 ? Mersenne.PRIME - i % 11 : random.nextLong() & Mersenne.PRIME;
            assertEquals(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).mod(prime).longValue(),
                    Mersenne.remainder(Mersenne.times(a, b)), a + " * " + b);
        }
    }

    @Test
    void seesEveryByteAndHowManyThereAre() {
        Set<Long> seen = new HashSet<>();
        byte[] bytes = new byte[40];
        for (int length = 0; length <= bytes.length; length++) {
            assertTrue(seen.add(NameHash.end(NameHash.add(0, bytes, 0, length))), "zeros, " + length);
        }
        for (int i = 0; i < 8 * bytes.length; i++) {
            byte[] other = bytes.clone();
            other[i / 8] ^= (byte) (1 << i % 8);
            assertTrue(seen.add(of(other)), "bit " + i);
        }
    }

    @Test
    void namesThatShareTheirHashElsewhereFallIntoManyPlaces() {
        int names = 1 << 16;
        BitSet places = new BitSet(names);
        for (int i = 0; i < names; i++) {
            String name = SameHash.name(i);
            assertEquals(SameHash.name(0).hashCode(), name.hashCode());
            places.set((int) of(name.getBytes(StandardCharsets.US_ASCII)) & names - 1);
        }
        assertTrue(places.cardinality() > names / 3, places.cardinality() + " places for " + names + " names");
    }
}
