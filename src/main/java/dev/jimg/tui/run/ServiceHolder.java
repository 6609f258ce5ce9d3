package dev.jimg.tui.run;

import dev.jimg.service.BackendChoice;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ServiceOpener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The image service, which is opened behind the first frame. Whoever needs it before that waits; whoever needs it after
 * opening failed gets that failure.
 */
final class ServiceHolder {

    private final ServiceOpener opener;
    private final BackendChoice choice;
    private final CompletableFuture<ImageService> service = new CompletableFuture<>();

    ServiceHolder(ServiceOpener opener, BackendChoice choice) {
        this.opener = opener;
        this.choice = choice;
    }

    /** Opens it, in the calling thread. @throws Failure if that does not succeed */
    ImageService open() {
        try {
            ImageService opened = opener.open(choice);
            service.complete(opened);
            return opened;
        } catch (RuntimeException | Error e) {
            service.completeExceptionally(e);
            throw e;
        }
    }

    /** @throws Failure if it could not be opened */
    ImageService get() {
        try {
            return service.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw e;
        }
    }

    void close() {
        if (service.isDone() && !service.isCompletedExceptionally()) {
            service.join().close();
        }
    }
}
