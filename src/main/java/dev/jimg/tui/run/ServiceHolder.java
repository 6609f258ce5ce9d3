package dev.jimg.tui.run;

import dev.jimg.service.BackendChoice;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ServiceOpener;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.CancellationScope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * The image service, which is opened behind the first frame. Whoever needs it before that waits; whoever needs it after
 * opening failed gets that failure, until it is opened again.
 */
final class ServiceHolder {

    private final ServiceOpener opener;
    private BackendChoice choice;
    private CompletableFuture<ImageService> service = new CompletableFuture<>();

    ServiceHolder(ServiceOpener opener, BackendChoice choice) {
        this.opener = opener;
        this.choice = choice;
    }

    /** Opens it, in the calling thread. @throws Failure if that does not succeed */
    ImageService open() {
        CompletableFuture<ImageService> attempt = attempt();
        try {
            ImageService opened = opener.open(choice());
            attempt.complete(opened);
            return opened;
        } catch (RuntimeException | Error e) {
            attempt.completeExceptionally(e);
            throw e;
        }
    }

    /**
     * Opens another one in its place, in the calling thread.
     *
     * @param before is given the one that was there, if there was one
     * @throws Failure if that does not succeed; the one before stays then
     */
    ImageService exchange(BackendChoice other, Consumer<ImageService> before) {
        ImageService opened = opener.open(other);
        CompletableFuture<ImageService> old;
        synchronized (this) {
            old = service;
            service = CompletableFuture.completedFuture(opened);
            choice = other;
        }
        old.whenComplete((open, failed) -> {
            if (open != null) {
                before.accept(open);
            }
        });
        return opened;
    }

    /**
     * @throws Failure if it could not be opened
     * @throws java.util.concurrent.CancellationException once {@link CancellationScope#current} is cancelled
     */
    ImageService get() {
        CompletableFuture<ImageService> opened = current();
        CompletableFuture<Void> givenUp = new CompletableFuture<>();
        Cancellation cancellation = CancellationScope.current();
        Cancellation.Registration registration = cancellation.onCancel(() -> givenUp.complete(null));
        try {
            CompletableFuture.anyOf(opened, givenUp).join();
            if (!opened.isDone()) {
                cancellation.check();
            }
            return opened.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw e;
        } finally {
            registration.close();
        }
    }

    boolean isOpen() {
        CompletableFuture<ImageService> last = current();
        return last.isDone() && !last.isCompletedExceptionally();
    }

    void close() {
        if (isOpen()) {
            current().join().close();
        }
    }

    /** What leads to the service that is open, or is being opened. */
    synchronized BackendChoice choice() {
        return choice;
    }

    private synchronized CompletableFuture<ImageService> current() {
        return service;
    }

    /** The promise that those who wait from now on wait for: the first one, or a new one for one that was broken. */
    private synchronized CompletableFuture<ImageService> attempt() {
        if (service.isCompletedExceptionally()) {
            service = new CompletableFuture<>();
        }
        return service;
    }
}
