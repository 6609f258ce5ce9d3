package dev.jimg.tui.run;

import dev.jimg.service.ImageService;
import dev.jimg.service.ServiceOpener;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The embedded store at the place where a copy finds it, for what has to do with it while an engine is shown. It is opened
 * when it is first needed, for all who need it.
 *
 * <p>No lock is held while it is opened, which takes as long as its disk does: closing this never waits for that.
 */
final class StoreBeside implements AutoCloseable {

    private final ServiceOpener opener;
    /** Empty until somebody needs it, and again when opening it failed. */
    private CompletableFuture<ImageService> opening;
    private boolean closed;

    StoreBeside(ServiceOpener opener) {
        this.opener = opener;
    }

    /**
     * Waits for it where another thread opens it.
     *
     * @throws dev.jimg.service.Failure if it cannot be opened; who asks again tries again
     * @throws CancellationException after {@link #close}
     */
    ImageService get() {
        CompletableFuture<ImageService> promise;
        boolean first;
        synchronized (this) {
            if (closed) {
                throw new CancellationException();
            }
            first = opening == null;
            if (first) {
                opening = new CompletableFuture<>();
            }
            promise = opening;
        }
        if (first) {
            open(promise);
        }
        return awaited(promise);
    }

    private void open(CompletableFuture<ImageService> promise) {
        try {
            ImageService store = opener.open(opener.places().store().orElseThrow().choice());
            if (!kept(promise, store)) {
                promise.completeExceptionally(new CancellationException());
                store.close();
            }
        } catch (RuntimeException | Error e) {
            forget();
            promise.completeExceptionally(e);
        }
    }

    /** @return whether it is wanted still: whoever closed this did not see it */
    private synchronized boolean kept(CompletableFuture<ImageService> promise, ImageService store) {
        return !closed && promise.complete(store);
    }

    private synchronized void forget() {
        opening = null;
    }

    private static ImageService awaited(CompletableFuture<ImageService> promise) {
        try {
            return promise.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw e;
        }
    }

    /** One that is being opened is closed as soon as it is there; from now on none is opened. */
    @Override
    public void close() {
        CompletableFuture<ImageService> promise;
        synchronized (this) {
            closed = true;
            promise = opening;
            opening = null;
        }
        if (promise != null && promise.isDone() && !promise.isCompletedExceptionally()) {
            promise.join().close();
        }
    }
}
