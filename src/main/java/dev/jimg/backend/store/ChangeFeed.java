package dev.jimg.backend.store;

import dev.jimg.service.ImageEvent;
import dev.jimg.service.ImageService.Subscription;
import dev.jimg.store.ImageStore;
import dev.jimg.store.StoreException;
import dev.jimg.store.Watch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells listeners of changes: our own as they are made, those of other processes as the file system tells them. */
final class ChangeFeed implements AutoCloseable {

    private final ImageStore store;
    private final List<Consumer<ImageEvent>> listeners = new CopyOnWriteArrayList<>();
    private Watch watch;

    ChangeFeed(ImageStore store) {
        this.store = store;
    }

    synchronized Subscription subscribe(Consumer<ImageEvent> listener) {
        listeners.add(listener);
        if (watch == null) {
            watch = watchStore();
        }
        return () -> listeners.remove(listener);
    }

    void tell(ImageEvent.Kind kind, String subject) {
        ImageEvent event = new ImageEvent(kind, subject);
        listeners.forEach(listener -> listener.accept(event));
    }

    @Override
    public synchronized void close() {
        listeners.clear();
        if (watch != null) {
            watch.close();
        }
    }

    /** A place that cannot be watched (read-only, no inotify left) is still listed; only changes are not told. */
    private Watch watchStore() {
        try {
            return store.watch(() -> tell(ImageEvent.Kind.CHANGED, ""));
        } catch (StoreException e) {
            return null;
        }
    }
}
