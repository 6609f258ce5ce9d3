package dev.jimg.tui.run;

import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.transfer.Cancellation;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Has the service make ready for a first transfer, once its first list is on the screen: what the first pull of an app
 * would spend on loading and compiling is spent while nobody waits. A service for which there is nothing to do, or
 * nothing left, returns at once.
 */
final class WarmUp implements AutoCloseable {

    /** The list is drawn before. */
    private static final long DELAY_MILLIS = 300;

    private final Supplier<ImageService> service;
    private final Executor later;
    private Cancellation cancellation = new Cancellation();
    private boolean settled;
    private boolean closed;

    WarmUp(Supplier<ImageService> service) {
        this(service, CompletableFuture.delayedExecutor(DELAY_MILLIS, TimeUnit.MILLISECONDS, WarmUp::start));
    }

    /** @param later runs what it is given in a moment, beside everything else */
    WarmUp(Supplier<ImageService> service, Executor later) {
        this.service = service;
        this.later = later;
    }

    /**
     * After the first of these calls for a service, unless a transfer begins first: that is in need of the processors
     * itself.
     */
    synchronized void listed() {
        if (!settled) {
            settled = true;
            Cancellation wanted = cancellation;
            later.execute(() -> run(wanted));
        }
    }

    /** Another service is there, whose transfers may need what those of the one before did not. */
    synchronized void switched() {
        if (closed) {
            return;
        }
        settled = false;
        if (cancellation.isCancelled()) {
            cancellation = new Cancellation();
        }
    }

    /** A transfer begins: it is not wanted any more, or at its end. */
    synchronized void transferBegins() {
        settled = true;
        cancellation.cancel();
    }

    /** Ends it at once, and for good. */
    @Override
    public synchronized void close() {
        closed = true;
        transferBegins();
    }

    /** On a thread that ends with it. */
    private static void start(Runnable work) {
        Thread thread = new Thread(work, "jimg-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Cancellation wanted) {
        try {
            wanted.check();
            service.get().rehearse(wanted);
        } catch (Failure | CancellationException e) {
            // Not wanted any more, or the service has gone meanwhile, which is told to whoever asks it for something.
        }
    }
}
