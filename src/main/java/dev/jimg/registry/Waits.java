package dev.jimg.registry;

import dev.jimg.transfer.Cancellation;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting that a cancellation ends at once. */
final class Waits {

    private Waits() {}

    /** @throws CancellationException if stopping was asked for, or the thread was interrupted */
    static void pause(Duration time, Cancellation cancellation) {
        CountDownLatch stopped = new CountDownLatch(1);
        Cancellation.Registration registration = cancellation.onCancel(stopped::countDown);
        try {
            if (stopped.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                cancellation.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } finally {
            registration.close();
        }
    }
}
