package dev.jimg.cli;

import dev.jimg.service.archive.ArchiveProgress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What docker shows on a terminal while it loads or imports: a line for each layer, redrawn in place at most every 40 ms.
 * What else moves (the archive on its way to an engine) docker does not show.
 */
class ArchiveView implements Consumer<ArchiveProgress>, AutoCloseable {

    /** A view that shows nothing. */
    static final ArchiveView SILENT = new ArchiveView(null, "") {
        @Override
        public void accept(ArchiveProgress progress) {}

        @Override
        public void close() {}
    };

    private static final long INTERVAL_NANOS = 40_000_000L;
    private static final Pattern LAYER = Pattern.compile("[0-9a-f]{12}");

    private final Console console;
    private final String action;
    private final Map<String, ArchiveProgress> latest = new LinkedHashMap<>();
    private List<String> drawn = List.of();
    private long lastDrawing;

    /** @param action what is done to a layer, in docker's words */
    ArchiveView(Console console, String action) {
        this.console = console;
        this.action = action;
    }

    @Override
    public synchronized void accept(ArchiveProgress progress) {
        if (!shows(progress)) {
            return;
        }
        boolean news = latest.put(progress.item(), progress) == null || progress.done() == progress.total();
        if (news || console.nanoTime().getAsLong() - lastDrawing >= INTERVAL_NANOS) {
            draw();
        }
    }

    boolean shows(ArchiveProgress progress) {
        return LAYER.matcher(progress.item()).matches();
    }

    String head(ArchiveProgress progress) {
        return progress.item() + ": " + action;
    }

    /** The last drawing stays; the next line may be written below. */
    @Override
    public synchronized void close() {
        if (!latest.isEmpty()) {
            draw();
            // The terminal may have echoed ^C where the next line begins.
            console.out().print("\r").flush();
        }
        latest.clear();
        drawn = List.of();
    }

    private void draw() {
        lastDrawing = console.nanoTime().getAsLong();
        int columns = Math.max(1, console.columns().getAsInt());
        // Never more lines than the terminal has: those above its edge could not be reached again.
        int room = Math.max(2, console.rows().getAsInt() - 2);
        List<String> lines = latest.values().stream().skip(Math.max(0, latest.size() - room))
                .map(progress -> LayerLine.moving(head(progress), progress.done(), progress.total(), columns)).toList();
        console.out().print(LiveLines.redrawn(drawn, lines)).flush();
        drawn = lines;
    }
}
