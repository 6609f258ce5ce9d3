package dev.jimg.tui.run;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/**
 * Hears of changes of the settings file, and waits for them without a timer. Editors write a file in several steps, or
 * put another in its place; so its directory is watched, and a change is told when it has been quiet for a moment. A file
 * that is a link is watched where it lies, for there it is edited.
 */
final class SettingsWatch {

    private static final long QUIET_MILLIS = 100;

    private final Path file;
    private final Runnable changed;

    SettingsWatch(Path file, Runnable changed) {
        this.file = file.toAbsolutePath();
        this.changed = changed;
    }

    /** Begins. Where the system cannot watch, nothing is heard. */
    void start() {
        Thread thread = new Thread(this::watch, "jimg-settings");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try (WatchService service = FileSystems.getDefault().newWatchService()) {
            boolean made = awaitDirectory(service);
            register(file.getParent(), service);
            if (made) {
                settle(service);
                changed.run();
            }
            if (Files.isSymbolicLink(file) && Files.exists(file)) {
                register(file.toRealPath().getParent(), service);
            }
            while (true) {
                if (concerns(service.take())) {
                    settle(service);
                    changed.run();
                }
            }
        } catch (IOException | UnsupportedOperationException e) {
            // ":config reload" still reads it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until there is a directory for the file, in the nearest that there is. @return whether it had to be waited for */
    private boolean awaitDirectory(WatchService service) throws IOException, InterruptedException {
        boolean waited = false;
        while (!Files.isDirectory(file.getParent())) {
            waited = true;
            Path nearest = file.getParent();
            while (nearest.getParent() != null && !Files.isDirectory(nearest)) {
                nearest = nearest.getParent();
            }
            WatchKey key = nearest.register(service, StandardWatchEventKinds.ENTRY_CREATE);
            // It may have been made between the look and the watch.
            if (!Files.isDirectory(file.getParent())) {
                service.take();
            }
            key.cancel();
        }
        return waited;
    }

    private static void register(Path directory, WatchService service) throws IOException {
        directory.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
    }

    /** Until it has been quiet for a moment. A key that is taken hears nothing more until it is reset. */
    private void settle(WatchService service) throws InterruptedException {
        for (WatchKey more = quiet(service); more != null; more = quiet(service)) {
            concerns(more);
        }
    }

    private static WatchKey quiet(WatchService service) throws InterruptedException {
        return service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
    }

    private boolean concerns(WatchKey key) {
        boolean ours = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            ours |= event.kind() == StandardWatchEventKinds.OVERFLOW || ours(event.context());
        }
        key.reset();
        return ours;
    }

    private boolean ours(Object name) {
        if (name instanceof Path path && path.equals(file.getFileName())) {
            return true;
        }
        try {
            return name instanceof Path path && Files.isSymbolicLink(file)
                    && path.equals(file.toRealPath().getFileName());
        } catch (IOException e) {
            return false;
        }
    }
}
