package dev.jimg.store;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/**
 * Tells when another process, or another store object of this one, changed which images there are. The kernel tells it:
 * nothing runs while nothing happens.
 */
public final class Watch implements AutoCloseable {

    private final WatchService service;
    private final Index index;
    private final Path indexName;
    private final Runnable listener;

    private Watch(WatchService service, Layout layout, Index index, Runnable listener) {
        this.service = service;
        this.index = index;
        this.indexName = layout.index().getFileName();
        this.listener = listener;
    }

    static Watch begin(Layout layout, Index index, Runnable listener) {
        prepareIfPossible(layout);
        try {
            WatchService service = layout.root().getFileSystem().newWatchService();
            try {
                layout.root().register(service, StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE);
            } catch (IOException e) {
                service.close();
                throw e;
            }
            Watch watch = new Watch(service, layout, index, listener);
            Thread thread = new Thread(watch::run, "jimg-store-watch");
            thread.setDaemon(true);
            thread.start();
            return watch;
        } catch (IOException e) {
            throw DiskErrors.of("watch", layout.root(), e);
        }
    }

    /** A store that cannot be written may be changed by others all the same, if it is there. */
    private static void prepareIfPossible(Layout layout) {
        try {
            layout.prepare();
        } catch (StoreException e) {
            if (!Files.isDirectory(layout.root())) {
                throw e;
            }
        }
    }

    private void run() {
        try {
            while (true) {
                WatchKey key = service.take();
                boolean concerned = false;
                for (WatchEvent<?> event : key.pollEvents()) {
                    concerned |= event.kind() == StandardWatchEventKinds.OVERFLOW
                            || indexName.equals(event.context());
                }
                boolean alive = key.reset();
                if (!alive) {
                    // The directory itself is gone: the last thing there is to tell.
                    listener.run();
                    return;
                }
                if (concerned && isOthersChange()) {
                    listener.run();
                }
            }
        } catch (ClosedWatchServiceException | InterruptedException e) {
            // Closed: nobody listens any more.
        }
    }

    private boolean isOthersChange() {
        try {
            return !index.isOwnWrite(index.stamp());
        } catch (StoreException e) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
