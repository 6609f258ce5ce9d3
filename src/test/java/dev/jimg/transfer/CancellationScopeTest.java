package dev.jimg.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CancellationScopeTest {

    private static final Duration BOUND = Duration.ofSeconds(60);

    private final Cancellation outer = new Cancellation();
    private final Cancellation inner = new Cancellation();

    @Test
    void theInnermostIsHeededAndTheOneBeforeAfterwards() {
        CancellationScope.run(outer, () -> {
            assertSame(outer, CancellationScope.current());
            assertEquals("done", CancellationScope.run(inner, () -> {
                assertSame(inner, CancellationScope.current());
                return "done";
            }));
            assertThrows(IllegalStateException.class, () -> CancellationScope.run(inner, () -> {
                throw new IllegalStateException();
            }));
            assertSame(outer, CancellationScope.current());
        });
        assertFalse(CancellationScope.current().isCancelled());
    }

    @Test
    void anotherThreadHeedsNothing() {
        CancellationScope.run(outer, () -> {
            outer.cancel();
            assertFalse(CompletableFuture.supplyAsync(() -> CancellationScope.current().isCancelled()).join());
        });
    }

    @Test
    void whatIsClearedAwayIsCancelledOnlyBeforeThat() {
        List<String> seen = new ArrayList<>();
        CancellationScope.run(outer, () -> {
            CancellationScope.clearAway(() -> seen.add(CancellationScope.clearing() + " "
                    + (CancellationScope.current() == outer)));
            outer.cancel();
            CancellationScope.clearAway(() -> {
                seen.add(CancellationScope.clearing() + " " + CancellationScope.current().isCancelled());
                CancellationScope.run(inner, () -> assertTrue(CancellationScope.clearing()));
            });
            assertFalse(CancellationScope.clearing());
        });
        assertEquals(List.of("false true", "true false"), seen);
    }

    /** The other program has ended of Ctrl-C, and we hear it a moment later: of a few tries one is in time. */
    @Test
    void anEndByCtrlCIsOurs() {
        Await.until(BOUND, "it is heard", this::isHeardWhileItWaits);
    }

    private boolean isHeardWhileItWaits() {
        Cancellation cancellation = new Cancellation();
        AtomicBoolean over = new AtomicBoolean();
        Thread waiter = Thread.currentThread();
        CompletableFuture<Void> later = CompletableFuture.runAsync(() -> {
            Await.until(BOUND, "it waits", () -> over.get() || waiter.getState() == Thread.State.TIMED_WAITING);
            if (!over.get()) {
                cancellation.cancel();
            }
        }, work -> new Thread(work).start());
        try {
            cancellation.checkAfter(130);
            return false;
        } catch (CancellationException e) {
            return true;
        } finally {
            over.set(true);
            later.join();
        }
    }

    @Test
    void onlyAnEndByCtrlCIsWaitedAfter() {
        long begin = System.nanoTime();
        inner.checkAfter(130);
        assertTrue(System.nanoTime() - begin >= Duration.ofMillis(400).toNanos(), "it gives Ctrl-C a moment");
        inner.checkAfter(1);
    }
}
