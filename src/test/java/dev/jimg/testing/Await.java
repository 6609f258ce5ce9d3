package dev.jimg.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something that another process does and that nobody reports. */
public final class Await {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private Await() {}

    /**
     * Asks until the condition holds.
     *
     * @param state described in the error when the bound passes
     * @throws AssertionError when the bound passes first
     */
    public static void until(Duration bound, String what, BooleanSupplier condition, Supplier<String> state) {
        long end = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "not within " + bound.toMillis() + " ms: " + what + System.lineSeparator() + state.get());
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    public static void until(Duration bound, String what, BooleanSupplier condition) {
        until(bound, what, condition, () -> "");
    }
}
