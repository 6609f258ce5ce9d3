package dev.jimg.backend.worker;

import dev.jimg.service.ImageService;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/** Tells when transfers come or go. The kernel tells it: nothing runs while nothing happens. */
final class SpoolWatch implements ImageService.Subscription {

    private final WatchService service;

    private SpoolWatch(WatchService service) {
        this.service = service;
    }

    /**
     * @param root a directory that is there
     * @throws IOException if it cannot be watched: the system has no watches left
     */
    static SpoolWatch begin(Path root, Runnable listener) throws IOException {
        WatchService service = root.getFileSystem().newWatchService();
        try {
            root.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException e) {
            service.close();
            throw e;
        }
        Thread thread = new Thread(() -> run(service, listener), "jimg-transfers-watch");
        thread.setDaemon(true);
        thread.start();
        return new SpoolWatch(service);
    }

    private static void run(WatchService service, Runnable listener) {
        try {
            boolean alive = true;
            while (alive) {
                WatchKey key = service.take();
                key.pollEvents();
                alive = key.reset();
                listener.run();
            }
        } catch (ClosedWatchServiceException e) {
            // Nobody listens any more.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
