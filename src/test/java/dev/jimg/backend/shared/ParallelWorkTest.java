package dev.jimg.backend.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.Await;
import dev.jimg.transfer.Cancellation;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ParallelWorkTest {

    private static final Duration BOUND = Duration.ofSeconds(20);

    private final AtomicInteger done = new AtomicInteger();
    /** At the clock, by which it knows whether a processor is spare. */
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void waitsForPiecesThatPiecesAdd() {
        try (ParallelWork work = new ParallelWork(20, Cancellation.none())) {
            for (int i = 0; i < 20; i++) {
                work.fetch(() -> work.verify(done::incrementAndGet));
            }
            work.await();
            assertEquals(20, done.get());
        }
    }

    @Test
    void theFirstFailureStopsTheRestAndIsTheOneTold() {
        IllegalStateException first = new IllegalStateException("first");
        try (ParallelWork work = new ParallelWork(2, Cancellation.none())) {
            work.fetch(() -> {
                untilCancelled(work.cancellation());
                throw new IllegalStateException("because it was stopped");
            });
            work.fetch(() -> {
                throw first;
            });
            work.fetch(done::incrementAndGet);
            assertSame(first, assertThrows(IllegalStateException.class, work::await));
        }
    }

    @Test
    void anErrorComesOutAsItIs() {
        AssertionError error = new AssertionError("deep inside");
        try (ParallelWork work = new ParallelWork(1, Cancellation.none())) {
            work.verify(() -> {
                throw error;
            });
            assertSame(error, assertThrows(AssertionError.class, work::await));
        }
    }

    @Test
    void cancelledFromOutsideItEndsAsCancelled() {
        Cancellation outside = new Cancellation();
        try (ParallelWork work = new ParallelWork(1, outside)) {
            work.fetch(() -> {
                outside.cancel();
                throw new IllegalStateException("because it was stopped");
            });
            work.fetch(done::incrementAndGet);
            assertThrows(CancellationException.class, work::await);
            assertEquals(0, done.get());
        }
    }

    @Test
    void nothingRunsAnyMoreWhenItIsClosed() {
        try (ParallelWork work = new ParallelWork(1, Cancellation.none())) {
            beginOneThatEndsWhenCancelled(work);
        }
        assertEquals(1, done.get());
    }

    @Test
    void anInterruptStopsThePiecesAndWaitsForThem() {
        try (ParallelWork work = new ParallelWork(1, Cancellation.none())) {
            beginOneThatEndsWhenCancelled(work);
            Thread.currentThread().interrupt();
            assertThrows(CancellationException.class, work::await);
            assertEquals(1, done.get());
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void verifiesWhileALinkBringsLittle() {
        CountDownLatch verified = new CountDownLatch(1);
        try (ParallelWork work = new ParallelWork(1, Cancellation.none())) {
            work.fetch(() -> await(verified));
            work.verify(verified::countDown);
            work.await();
        }
    }

    @Test
    void verifiesNothingUntilAFastFetchHasEnded() {
        try (ParallelWork work = new ParallelWork(1, Cancellation.none(), noneSpare())) {
            AtomicInteger before = new AtomicInteger(-1);
            CountDownLatch asked = new CountDownLatch(1);
            work.fetch(() -> {
                await(asked);
                int from = looks.get();
                Await.until(BOUND, "they look again and again", () -> looks.get() >= from + 6 || done.get() > 0);
                before.set(done.get());
            });
            work.verify(done::incrementAndGet);
            work.verify(done::incrementAndGet);
            asked.countDown();
            work.await();
            assertEquals(0, before.get());
            assertEquals(2, done.get());
        }
    }

    @Test
    void whatWaitsForItsTurnEndsWithACancellation() {
        try (ParallelWork work = new ParallelWork(1, Cancellation.none(), noneSpare())) {
            beginOneThatEndsWhenCancelled(work);
            work.verify(done::incrementAndGet);
        }
        assertEquals(1, done.get());
    }

    /** Its time stands still, so it never learns that something is spare. */
    private SpareProcessors noneSpare() {
        return new SpareProcessors(2, () -> {
            looks.incrementAndGet();
            return 0;
        });
    }

    /** Returns when it runs. */
    private void beginOneThatEndsWhenCancelled(ParallelWork work) {
        CountDownLatch running = new CountDownLatch(1);
        work.fetch(() -> {
            running.countDown();
            untilCancelled(work.cancellation());
            done.incrementAndGet();
        });
        await(running);
    }

    private static void untilCancelled(Cancellation cancellation) {
        CountDownLatch cancelled = new CountDownLatch(1);
        cancellation.onCancel(cancelled::countDown);
        await(cancelled);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(BOUND.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
