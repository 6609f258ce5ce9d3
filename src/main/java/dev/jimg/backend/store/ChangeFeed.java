package dev.jimg.backend.store;

import dev.jimg.backend.shared.ImageFeed;
import dev.jimg.service.ImageEvent;
import dev.jimg.store.ImageStore;
import dev.jimg.store.StoreException;
import dev.jimg.store.Watch;

/** Tells listeners of changes: our own as they are made, those of other processes as the file system tells them. */
final class ChangeFeed extends ImageFeed {

    private final ImageStore store;
    private Watch watch;

    ChangeFeed(ImageStore store) {
        this.store = store;
    }

    @Override
    protected void listen() {
        if (watch == null) {
            watch = watchStore();
        }
    }

    @Override
    public synchronized void close() {
        super.close();
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
