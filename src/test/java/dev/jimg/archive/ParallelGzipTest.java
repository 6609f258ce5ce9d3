package dev.jimg.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.Run;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParallelGzipTest {

    private static byte[] text(int size) {
        Random random = new Random(size);
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) ('a' + (i % 1000 < 900 ? random.nextInt(4) : random.nextInt(26)));
        }
        return bytes;
    }

    private static byte[] packed(byte[] bytes, int piece) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ParallelGzip gzip = new ParallelGzip(out)) {
            for (int at = 0; at < bytes.length; at += piece) {
                gzip.write(bytes, at, Math.min(piece, bytes.length - at));
            }
            gzip.finish();
        }
        return out.toByteArray();
    }

    @Test
    void anyReaderGetsTheBytesBackWhateverTheSize() throws IOException {
        for (int size : new int[] {0, 1, 512 * 1024 - 1, 512 * 1024, 512 * 1024 + 1, 5_000_000}) {
            byte[] bytes = text(size);
            byte[] packed = packed(bytes, 100_000);
            assertArrayEquals(bytes, new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes());
            try (InputStream own = new GzipStream(new ByteArrayInputStream(packed))) {
                assertArrayEquals(bytes, own.readAllBytes());
            }
            assertTrue(size < 1000 || packed.length < size / 2, "packed to " + packed.length + " of " + size);
        }
    }

    @Test
    void theSameBytesGiveTheSameBytesHoweverTheyCome() throws IOException {
        byte[] bytes = text(3_000_000);
        assertArrayEquals(packed(bytes, 1 << 20), packed(bytes, 777));
    }

    @Test
    void gzipItselfFindsOneSoundMember(@TempDir Path directory) throws IOException {
        byte[] noise = new byte[2_000_000];
        new Random(1).nextBytes(noise);
        Path file = Files.write(directory.resolve("noise.gz"), packed(noise, 1 << 16));
        assertEquals(0, Run.of("gzip", "-t", file.toString()).run().exit());
    }

    @Test
    void anErrorBelowComesOut() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int oneByte) throws IOException {
                throw new IOException("full");
            }
        };
        try (ParallelGzip gzip = new ParallelGzip(full)) {
            assertThrows(IOException.class, () -> {
                gzip.write(text(2_000_000), 0, 2_000_000);
                gzip.finish();
            });
        }
    }
}
