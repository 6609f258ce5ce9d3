package dev.jimg.tui.run;

import dev.jimg.service.ImageService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Gives up what can no longer be taken back: when a service is opened, and every hour while it is. Tells each service
 * whether an engine may keep what is deleted.
 */
final class TrashKeeper {

    private final Workers workers;
    private ImageService service;
    private boolean engines;

    TrashKeeper(Workers workers) {
        this.workers = workers;
    }

    synchronized void opened(ImageService opened) {
        service = opened;
        opened.undo().keepDeleted(engines);
        workers.run(() -> tidy(opened));
    }

    /** @param allowed what the settings say of engines, also to the service that is open */
    synchronized void keepOnEngines(boolean allowed) {
        engines = allowed;
        if (service != null) {
            service.undo().keepDeleted(allowed);
        }
    }

    private void tidy(ImageService own) {
        try {
            own.undo().expire();
        } catch (RuntimeException e) {
            // It is tried again in an hour, and whoever wants the room asks for it in words.
        }
        CompletableFuture.delayedExecutor(1, TimeUnit.HOURS).execute(() -> again(own));
    }

    private synchronized void again(ImageService own) {
        if (service != own) {
            return;
        }
        try {
            workers.run(() -> tidy(own));
        } catch (RejectedExecutionException e) {
            // The program ended in this moment.
        }
    }
}
