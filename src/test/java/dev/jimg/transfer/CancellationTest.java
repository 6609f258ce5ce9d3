package dev.jimg.transfer;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellationTest {

    private final List<String> heard = new ArrayList<>();
    private final Cancellation cancellation = new Cancellation();

    @Test
    void checksThrowOnlyAfterTheWish() {
        assertDoesNotThrow(cancellation::check);
        assertFalse(cancellation.isCancelled());
        cancellation.cancel();
        assertTrue(cancellation.isCancelled());
        assertThrows(CancellationException.class, cancellation::check);
    }

    @Test
    void runsEveryActionOnceInOrder() {
        cancellation.onCancel(() -> heard.add("a"));
        cancellation.onCancel(() -> heard.add("b"));
        cancellation.cancel();
        cancellation.cancel();
        assertEquals(List.of("a", "b"), heard);
    }

    @Test
    void forgetsWhatWasClosed() {
        Cancellation.Registration registration = cancellation.onCancel(() -> heard.add("a"));
        registration.close();
        registration.close();
        cancellation.cancel();
        assertEquals(List.of(), heard);
    }

    @Test
    void runsALateActionAtOnce() {
        cancellation.cancel();
        cancellation.onCancel(() -> heard.add("late")).close();
        assertEquals(List.of("late"), heard);
    }

    @Test
    void keepsTwoRegistrationsOfOneActionApart() {
        Runnable action = () -> heard.add("x");
        Cancellation.Registration first = cancellation.onCancel(action);
        cancellation.onCancel(action);
        first.close();
        cancellation.cancel();
        assertEquals(List.of("x"), heard, "the second registration is still there");
    }

    @Test
    void oneBrokenActionDoesNotKeepTheOthers() {
        cancellation.onCancel(() -> {
            throw new IllegalStateException("broken");
        });
        cancellation.onCancel(() -> heard.add("b"));
        assertThrows(IllegalStateException.class, cancellation::cancel);
        assertEquals(List.of("b"), heard);
    }

    @Test
    void noActionIsLostBetweenRegisteringAndCancelling() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 200; round++) {
                Cancellation shared = new Cancellation();
                AtomicInteger ran = new AtomicInteger();
                CountDownLatch start = new CountDownLatch(1);
                Future<?> registers = pool.submit(() -> {
                    await(start);
                    shared.onCancel(ran::incrementAndGet);
                });
                Future<?> cancels = pool.submit(() -> {
                    await(start);
                    shared.cancel();
                });
                start.countDown();
                registers.get(10, TimeUnit.SECONDS);
                cancels.get(10, TimeUnit.SECONDS);
                assertEquals(1, ran.get(), "round " + round);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
