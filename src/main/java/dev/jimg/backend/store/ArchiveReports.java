package dev.jimg.backend.store;

import dev.jimg.archive.ItemProgress;
import dev.jimg.service.archive.ArchiveProgress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Hands progress on, never two reports at once, and of one item no more often than eyes can follow. */
final class ArchiveReports implements ItemProgress {

    private static final long QUIET_NANOS = 25_000_000L;

    private final Consumer<ArchiveProgress> listener;
    private final Map<String, Long> told = new HashMap<>();

    ArchiveReports(Consumer<ArchiveProgress> listener) {
        this.listener = listener;
    }

    @Override
    public synchronized void at(String item, long done, long total) {
        long now = System.nanoTime();
        Long last = told.get(item);
        if (last == null || done == total || now - last >= QUIET_NANOS) {
            told.put(item, now);
            listener.accept(new ArchiveProgress(item, done, total));
        }
    }
}
