package dev.jimg.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.SocketTimeoutException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PumpedInputTest {

    @Test
    void handsOnEveryByteInOrder() throws IOException {
        byte[] bytes = new byte[3_000_001];
        new Random(7).nextBytes(bytes);
        assertArrayEquals(bytes, new PumpedInput(new ByteArrayInputStream(bytes), "test").readAllBytes());
    }

    @Test
    void waitsNoLongerThanTold() throws IOException {
        try (PipedOutputStream out = new PipedOutputStream();
                PumpedInput in = new PumpedInput(new PipedInputStream(out), "test")) {
            in.timeout(1);
            assertThrows(SocketTimeoutException.class, in::read);
            in.timeout(0);
            out.write(42);
            out.flush();
            assertEquals(42, in.read());
        }
    }

    @Test
    void closingWakesWhoeverReads() throws Exception {
        try (PipedOutputStream out = new PipedOutputStream()) {
            PumpedInput in = new PumpedInput(new PipedInputStream(out), "test");
            CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> {
                try {
                    return in.read();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            in.close();
            assertEquals(-1, read.get(10, TimeUnit.SECONDS));
        }
    }
}
