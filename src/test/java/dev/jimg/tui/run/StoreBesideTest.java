package dev.jimg.tui.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.EngineScript;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.testing.Await;
import dev.jimg.testing.RawEngine;
import dev.jimg.tui.state.Effect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine is shown, and the disk of the embedded store takes its time, or does not answer at all. */
class StoreBesideTest {

    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private SlowStore slow;
    private StoreBeside beside;

    @BeforeEach
    void prepare() {
        slow = new SlowStore(directory);
        beside = new StoreBeside(slow);
    }

    @AfterEach
    void release() {
        slow.release();
        beside.close();
    }

    @Test
    void isOpenedOnceForAllWhoNeedIt() throws Exception {
        CompletableFuture<ImageService> first = CompletableFuture.supplyAsync(beside::get, task -> new Thread(task).start());
        slow.awaitBegun(BOUND);
        CompletableFuture<ImageService> second = CompletableFuture.supplyAsync(beside::get, task -> new Thread(task).start());
        slow.release();
        assertSame(first.get(BOUND.toSeconds(), TimeUnit.SECONDS), second.get(BOUND.toSeconds(), TimeUnit.SECONDS));
        assertSame(beside.get(), beside.get());
        assertEquals(1, slow.opened());
        beside.close();
        beside.close();
        assertEquals(1, slow.closed());
    }

    @Test
    void isTriedAgainWhenItFailed() {
        slow.release();
        slow.failOnce();
        assertThrows(Failure.class, beside::get);
        assertTrue(beside.get().background().isPresent());
    }

    @Test
    void isNotOpenedAfterTheEnd() {
        slow.release();
        beside.close();
        assertThrows(CancellationException.class, beside::get);
        assertEquals(0, slow.opened());
    }

    /** The thread of the screen asks for these things, and answers no key meanwhile. */
    @Test
    void nobodyAtTheScreenWaitsForIt() throws Exception {
        Workers workers = new Workers();
        try (RawEngine engine = new RawEngine(directory.resolve("sock"),
                (asked, out) -> out.write(EngineScript.right(asked)))) {
            ServiceHolder shown = new ServiceHolder(slow, SlowStore.engine(engine.host()));
            try (ImageService service = shown.open()) {
                BackgroundDesk desk = new BackgroundDesk(new Mailbox(), shown, workers, beside);
                desk.does(new Effect.WatchBackground());
                slow.awaitBegun(BOUND);
                CompletableFuture<Void> screen = CompletableFuture.runAsync(() -> {
                    desk.does(new Effect.WatchBackground());
                    desk.close();
                    beside.close();
                }, task -> new Thread(task).start());
                screen.get(BOUND.toSeconds(), TimeUnit.SECONDS);
                assertEquals(List.of(0, 0), List.of(slow.opened(), slow.closed()), service.info().product());
                slow.release();
                Await.until(BOUND, "what came too late is closed", () -> slow.closed() == 1);
            }
        } finally {
            workers.close();
        }
    }
}
