package dev.jimg.tui.run;

import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.transfer.Cancellation;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Has the service make ready for a first transfer, once the first list is on the screen: what the first pull of an app
 * would spend on loading and compiling, some 110 ms of 320, is spent while nobody waits. It takes 110 ms of a processor,
 * once.
 */
final class WarmUp implements AutoCloseable {

    /** The list is drawn before. */
    private static final long DELAY_MILLIS = 300;

    private final Supplier<ImageService> service;
    private final Executor later;
    private final AtomicBoolean settled = new AtomicBoolean();
    private final Cancellation cancellation = new Cancellation();

    WarmUp(Supplier<ImageService> service) {
        this(service, CompletableFuture.delayedExecutor(DELAY_MILLIS, TimeUnit.MILLISECONDS, WarmUp::start));
    }

    /** @param later runs what it is given in a moment, beside everything else */
    WarmUp(Supplier<ImageService> service, Executor later) {
        this.service = service;
        this.later = later;
    }

    /** After the first of these calls, unless a transfer begins first: that is in need of the processors itself. */
    void listed() {
        if (settled.compareAndSet(false, true)) {
            later.execute(this::run);
        }
    }

    /** A transfer begins: it is not wanted any more, or at its end. */
    void transferBegins() {
        settled.set(true);
        cancellation.cancel();
    }

    /** Ends it at once. */
    @Override
    public void close() {
        transferBegins();
    }

    /** On a thread that ends with it. */
    private static void start(Runnable work) {
        Thread thread = new Thread(work, "jimg-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            cancellation.check();
            service.get().rehearse(cancellation);
        } catch (Failure | CancellationException e) {
            // Not wanted any more, or the service has gone meanwhile, which is told to whoever asks it for something.
        }
    }
}
