package dev.jimg.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.jimg.testing.Run;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParallelZstdTest {

    private static final int BLOCK = 1024 * 1024;

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] packed(byte[] bytes, int piece) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ParallelZstd zstd = new ParallelZstd(out)) {
            for (int at = 0; at < bytes.length; at += piece) {
                zstd.write(bytes, at, Math.min(piece, bytes.length - at));
            }
            zstd.finish();
        }
        return out.toByteArray();
    }

    @Test
    void aReaderGetsTheBytesBackWhateverTheSize() throws IOException {
        for (int size : new int[] {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 10 * BLOCK + 7}) {
            byte[] packed = packed(noise(size), 100_000);
            try (InputStream in = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(packed))) {
                assertArrayEquals(noise(size), in.readAllBytes());
            }
            assertEquals(Compression.ZSTD, Compression.of(packed, packed.length));
        }
    }

    @Test
    void theSameBytesGiveTheSameBytesHoweverTheyCome() throws IOException {
        byte[] bytes = noise(3_000_000);
        assertArrayEquals(packed(bytes, 1 << 20), packed(bytes, 777));
    }

    @Test
    void zstdItselfFindsSoundFrames(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("noise.zst"), packed(noise(5_000_000), 1 << 16));
        assertEquals(0, Run.of("zstd", "-t", file.toString()).run().exit());
    }

    /** Else it grows with every archive until the collector looks at what outlived many collections. */
    @Test
    void memoryOutsideTheHeapIsUsedAgain() throws IOException {
        BufferPoolMXBean direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct")).findFirst().orElseThrow();
        long before = direct.getMemoryUsed();
        for (int i = 0; i < 20; i++) {
            packed(noise(2 * BLOCK), BLOCK);
        }
        long more = direct.getMemoryUsed() - before;
        assertTrue(more <= Blocks.THREADS * 3L * BLOCK, more + " bytes");
    }

    @Test
    void anErrorBelowComesOut() throws IOException {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int oneByte) throws IOException {
                throw new IOException("full");
            }
        };
        try (ParallelZstd zstd = new ParallelZstd(full)) {
            assertThrows(IOException.class, () -> {
                zstd.write(noise(10 * BLOCK), 0, 10 * BLOCK);
                zstd.finish();
            });
        }
    }
}
