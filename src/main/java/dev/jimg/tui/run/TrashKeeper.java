package dev.jimg.tui.run;

import dev.jimg.service.ImageService;
import dev.jimg.service.Undo;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Gives up what can no longer be taken back: when a service is opened, and every hour while it is. Tells each service
 * whether an engine may keep what is deleted, and for how long.
 */
final class TrashKeeper {

    private final Workers workers;
    private ImageService service;
    private boolean engines;
    private Duration time = Undo.KEEP;

    TrashKeeper(Workers workers) {
        this.workers = workers;
    }

    synchronized void opened(ImageService opened) {
        service = opened;
        tell();
        workers.run(() -> tidy(opened));
    }

    /**
     * What the settings say, also to the service that is open.
     *
     * @param allowed whether engines may keep something
     * @param hours for how long
     */
    synchronized void keep(boolean allowed, int hours) {
        engines = allowed;
        time = Duration.ofHours(hours);
        if (service != null) {
            tell();
        }
    }

    private void tell() {
        service.undo().keepDeleted(engines);
        service.undo().keepFor(time);
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
