package dev.jimg.cli;

import dev.jimg.service.TransferEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * The layers as lines that are redrawn in place, as docker shows them on a terminal.
 *
 * <p>A line never wraps, and there are never more lines than the terminal has: where there are more layers, those that
 * are not done yet are shown. Bytes are drawn at most every 40 ms, a change of status at once. One drawing is one
 * write, of the lines that differ only.
 */
final class LiveTransferView implements TransferView {

    private static final long INTERVAL_NANOS = 40_000_000L;
    private static final int LEAST_ROWS = 4;

    private final Console console;
    private final String heading;
    private final LayerBoard board;
    private List<String> drawn = List.of();
    /** What is waited for; empty while something moves. */
    private String pause = "";
    private boolean held;
    private boolean resolved;
    private long lastDrawing;

    LiveTransferView(Console console, String heading, LayerBoard board) {
        this.console = console;
        this.heading = heading;
        this.board = board;
    }

    @Override
    public synchronized void accept(TransferEvent event) {
        boolean urgent = true;
        pause = event instanceof TransferEvent.Waiting waiting ? TransferView.pause(waiting) : "";
        if (event instanceof TransferEvent.Resolved first) {
            if (!heading.isEmpty()) {
                console.out().line(heading);
            }
            board.resolve(first.layers());
            resolved = true;
            held = board.nothingToFetch();
        } else if (event instanceof TransferEvent.LayerProgress progress) {
            urgent = !board.apply(progress).isEmpty();
        }
        if (!held && (urgent || console.nanoTime().getAsLong() - lastDrawing >= INTERVAL_NANOS)) {
            lastDrawing = console.nanoTime().getAsLong();
            draw(shown());
        }
    }

    @Override
    public synchronized void end(boolean showLayers) {
        if (resolved) {
            draw(showLayers ? texts(board.lines()) : List.of());
        }
        if (!drawn.isEmpty()) {
            // The terminal may have echoed ^C where the next line begins.
            console.out().print("\r");
        }
        drawn = List.of();
        resolved = false;
    }

    private List<String> shown() {
        List<String> lines = new ArrayList<>(layers(pause.isEmpty() ? 2 : 3));
        if (!pause.isEmpty()) {
            lines.add(pause.substring(0, Math.min(pause.length(), Math.max(0, console.columns().getAsInt() - 1))));
        }
        return lines;
    }

    /** @param kept rows of the terminal that they leave free */
    private List<String> layers(int kept) {
        int room = Math.max(LEAST_ROWS, console.rows().getAsInt()) - kept;
        List<LayerBoard.Line> lines = board.lines();
        if (lines.size() <= room) {
            return texts(lines);
        }
        List<LayerBoard.Line> open = lines.stream().filter(line -> !line.status().settled()).toList();
        List<String> texts = new ArrayList<>(texts(open.subList(0, Math.min(open.size(), room))));
        int rest = lines.size() - texts.size();
        while (texts.size() < room) {
            texts.add("");
        }
        texts.add("and " + rest + " more, " + (lines.size() - open.size()) + " of " + lines.size() + " done");
        return texts;
    }

    private List<String> texts(List<LayerBoard.Line> lines) {
        int columns = Math.max(1, console.columns().getAsInt());
        return lines.stream().map(line -> LayerLine.of(line, columns)).toList();
    }

    private void draw(List<String> lines) {
        console.out().print(LiveLines.redrawn(drawn, lines)).flush();
        drawn = lines;
    }
}
