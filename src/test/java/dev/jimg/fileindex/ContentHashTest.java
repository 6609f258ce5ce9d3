package dev.jimg.fileindex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.hash.Mersenne;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tells files apart, and its key. */
class ContentHashTest {

    private static final BigInteger PRIME = BigInteger.valueOf(Mersenne.PRIME);

    /** The same by the book: seven bytes a coefficient, filled up with zeros to four coefficients, then the length. */
    private static long byTheBook(byte[] bytes, long point) {
        BigInteger x = BigInteger.valueOf(point);
        BigInteger sum = BigInteger.ZERO;
        for (int at = 0; at < (bytes.length + 27) / 28 * 28; at += 7) {
            BigInteger word = BigInteger.ZERO;
            for (int i = 6; i >= 0; i--) {
                int b = at + i < bytes.length ? bytes[at + i] & 0xff : 0;
                word = word.shiftLeft(8).add(BigInteger.valueOf(b));
            }
            sum = sum.multiply(x).add(word).mod(PRIME);
        }
        return sum.multiply(x).add(BigInteger.valueOf(bytes.length)).multiply(x).mod(PRIME).longValue();
    }

    private static long hash(ContentHash hash, byte[] bytes, Random pieces) {
        for (int at = 0; at < bytes.length; ) {
            int piece = Math.min(bytes.length - at, 1 + pieces.nextInt(90));
            hash.add(bytes, at, piece);
            at += piece;
        }
        return hash.result();
    }

    @Test
    void isTheSameInWhateverPiecesTheBytesCome() {
        Random random = new Random(1);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = new byte[i < 300 ? i : random.nextInt(3000)];
            random.nextBytes(bytes);
            long point = i % 3 == 0 ? Mersenne.PRIME - 1 - i : HashKey.drawn().point();
            ContentHash hash = new ContentHash(new HashKey(point));
            long expected = byTheBook(bytes, point);
            assertEquals(expected, hash(hash, bytes, random), "length " + bytes.length);
            hash.add(bytes, 0, bytes.length);
            assertEquals(expected, hash.result(), "and again, in one piece");
        }
    }

    @Test
    void seesEveryByteAndHowManyThereAre() {
        ContentHash hash = new ContentHash(HashKey.drawn());
        Set<Long> seen = new HashSet<>();
        byte[] bytes = new byte[200];
        for (int length = 0; length <= bytes.length; length++) {
            hash.add(bytes, 0, length);
            assertTrue(seen.add(hash.result()), "zeros, " + length);
        }
        for (int i = 0; i < 8 * bytes.length; i++) {
            byte[] other = bytes.clone();
            other[i / 8] ^= (byte) (1 << i % 8);
            hash.add(other, 0, other.length);
            assertTrue(seen.add(hash.result()), "bit " + i);
        }
    }

    @Test
    void whoBeginAtOnceAgreeOnOneKey(@TempDir Path directory) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<HashKey> key = () -> HashKey.of(directory);
            Set<HashKey> keys = new HashSet<>();
            for (Future<HashKey> one : threads.invokeAll(IntStream.range(0, 50).mapToObj(i -> key)
                    .collect(Collectors.toList()))) {
                keys.add(one.get());
            }
            assertEquals(1, keys.size());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void drawsANewKeyWhereTheOldOneIsDamaged(@TempDir Path directory) throws IOException {
        HashKey before = HashKey.of(directory);
        Files.write(directory.resolve("key"), new byte[3]);
        HashKey after = HashKey.of(directory);
        assertNotEquals(before, after);
        assertEquals(after, HashKey.of(directory));
        assertNotEquals(before.id(), after.id());
    }

    @Test
    void aDirectoryThatKeepsNoneCostsOnlyTheKeeping(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertNotEquals(HashKey.of(file), HashKey.of(file));
    }
}
