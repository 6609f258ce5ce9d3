package dev.jimg.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.CancellationScope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What the lock of the state does for who was cancelled. */
class StoreLocksTest {

    /** Less than the time that is waited without a cancellation. */
    private static final Duration BOUND = Duration.ofSeconds(40);

    private static final Executor OWN_THREAD = task -> new Thread(task).start();

    private final Cancellation cancellation = new Cancellation();
    private final List<String> changes = new ArrayList<>();
    private StoreLocks locks;

    @BeforeEach
    void open(@TempDir Path directory) {
        locks = new StoreLocks(directory.resolve("lock"));
    }

    private void change() {
        locks.withState("tag", () -> {
            changes.add("tag");
        });
    }

    @Test
    void aChangeThatComesAfterTheCancellationIsNotMade() {
        cancellation.cancel();
        assertThrows(CancellationException.class, () -> CancellationScope.run(cancellation, this::change));
        assertEquals(List.of(), changes);
    }

    @Test
    void clearingAwayAfterItIsDone() {
        cancellation.cancel();
        CancellationScope.run(cancellation, () -> CancellationScope.clearAway(this::change));
        assertEquals(List.of("tag"), changes);
    }

    @Test
    void clearingAwayDoesNotWaitForLong() throws Exception {
        cancellation.cancel();
        duringAnother(() -> assertThrows(CancellationException.class,
                () -> CancellationScope.run(cancellation, () -> CancellationScope.clearAway(this::change))));
        assertEquals(List.of(), changes);
    }

    @Test
    void aCancellationEndsTheWait() throws Exception {
        duringAnother(() -> {
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> assertThrows(
                    CancellationException.class, () -> CancellationScope.run(cancellation, this::change)), OWN_THREAD);
            cancellation.cancel();
            waiting.get(BOUND.toSeconds(), TimeUnit.SECONDS);
        });
        assertEquals(List.of(), changes);
    }

    /** Does it while somebody else changes the state. */
    private void duringAnother(Executable work) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> locks.withState("pull", () -> {
            begun.countDown();
            awaitUninterrupted(over);
        }), OWN_THREAD);
        try {
            assertTrue(begun.await(BOUND.toSeconds(), TimeUnit.SECONDS), "it has the lock");
            assertTimeoutPreemptively(BOUND, work);
        } finally {
            over.countDown();
        }
        other.get(BOUND.toSeconds(), TimeUnit.SECONDS);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
