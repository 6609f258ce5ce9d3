package dev.jimg.tui.term;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.input.KeyType;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyReaderTest {
    private final BlockingQueue<Input> events = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final PipedOutputStream keyboard = new PipedOutputStream();
    private PipedInputStream terminal;
    private KeyReader reader;

    @BeforeEach
    void start() throws IOException {
        terminal = new PipedInputStream(keyboard);
        reader = new KeyReader(terminal, input -> {
            events.add(input);
            return !input.equals(Key.ctrl('z'));
        }, ended::countDown);
        reader.start();
    }

    @AfterEach
    void stop() throws IOException {
        reader.stop();
        keyboard.close();
    }

    private void type(String text) throws IOException {
        keyboard.write(text.getBytes(UTF_8));
        keyboard.flush();
    }

    private Input next() throws InterruptedException {
        return events.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void aLoneEscapeArrivesAfterItsTimeAndNotBefore() throws Exception {
        long start = System.nanoTime();
        type("\u001b");
        assertEquals(Key.of(KeyType.Escape), next());
        assertTrue(System.nanoTime() - start >= 49_000_000L);
    }

    @Test
    void aSequenceCutByTheNetworkIsOneKey() throws Exception {
        type("\u001b");
        type("[");
        type("A");
        assertEquals(Key.of(KeyType.ArrowUp), next());
    }

    @Test
    void nothingIsTakenFromTheTerminalWhileTheReaderIsHeld() throws Exception {
        type("\u001a");
        assertEquals(Key.ctrl('z'), next());
        type("ls");
        assertNull(events.poll(100, TimeUnit.MILLISECONDS));
        assertEquals(2, terminal.available());
        reader.resume();
        assertEquals(Key.of('l'), next());
        assertEquals(Key.of('s'), next());
    }

    @Test
    void theEndOfTheTerminalIsReportedOnce() throws Exception {
        keyboard.close();
        assertTrue(ended.await(10, TimeUnit.SECONDS));
    }
}
