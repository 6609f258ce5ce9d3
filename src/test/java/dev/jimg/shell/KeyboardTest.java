package dev.jimg.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.Await;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeyboardTest {

    private static final Duration BOUND = Duration.ofSeconds(10);

    private final PipedOutputStream fingers = new PipedOutputStream();
    private final InputStream terminal;
    private final Keyboard keyboard;

    KeyboardTest() throws IOException {
        terminal = new PipedInputStream(fingers);
        keyboard = new Keyboard(terminal);
    }

    private void type(String text) throws IOException {
        fingers.write(text.getBytes(StandardCharsets.UTF_8));
        fingers.flush();
    }

    private static CompletableFuture<Integer> reading(Keyboard.Taker taker) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return taker.read();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void readsOnlyWhenSomebodyAsks() throws IOException {
        type("one");
        try (Keyboard.Taker taker = keyboard.taker()) {
            assertEquals(3, terminal.available());
            assertEquals('o', taker.read());
            assertEquals(0, terminal.available());
            assertEquals(2, taker.available());
        }
    }

    @Test
    void whatOneTakerLeftIsTheNextOnes() throws Exception {
        Keyboard.Taker container = keyboard.taker();
        CompletableFuture<Integer> waiting = reading(container);
        Await.until(BOUND, "the read waits", () -> !waiting.isDone());
        container.close();
        assertEquals(-1, waiting.get(10, TimeUnit.SECONDS));
        type("ps\n");
        try (Keyboard.Taker prompt = keyboard.taker()) {
            assertEquals('p', prompt.take(0, true));
            assertEquals("ps", PipedLines.line(prompt).orElseThrow());
        }
        assertEquals(-1, container.read());
    }

    @Test
    void aDeadlinePassesWithNothingAndNothingIsLost() throws IOException {
        try (Keyboard.Taker taker = keyboard.taker()) {
            assertEquals(Keyboard.NOTHING, taker.take(5, false));
            type("x");
            assertEquals('x', taker.take(BOUND.toMillis(), false));
        }
    }

    @Test
    void theEndIsToldOnceForEachTimeItComes() throws IOException {
        fingers.close();
        try (Keyboard.Taker taker = keyboard.taker()) {
            assertEquals(-1, taker.read());
            assertEquals(-1, taker.read());
            assertTrue(PipedLines.line(taker).isEmpty());
        }
    }
}
