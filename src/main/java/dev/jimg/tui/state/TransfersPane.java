package dev.jimg.tui.state;

import dev.jimg.service.TransferEvent.LayerProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All pulls of this run of the program, the latest first. */
public record TransfersPane(List<Transfer> all, ListCursor cursor) {

    public static final TransfersPane EMPTY = new TransfersPane(List.of(), ListCursor.START);

    public TransfersPane {
        all = List.copyOf(all);
    }

    /** One line of the pane: a transfer, or one of its layers. */
    public record Line(Transfer transfer, Optional<LayerProgress> layer) {}

    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (Transfer transfer : all) {
            lines.add(new Line(transfer, Optional.empty()));
            if (transfer.open()) {
                transfer.layers().forEach(layer -> lines.add(new Line(transfer, Optional.of(layer))));
            }
        }
        return lines;
    }

    /** The transfer under the cursor, or whose layer is. */
    public Optional<Transfer> selected() {
        List<Line> lines = lines();
        return cursor.index() < lines.size() ? Optional.of(lines.get(cursor.index()).transfer()) : Optional.empty();
    }

    public boolean busy() {
        return all.stream().anyMatch(Transfer::active);
    }

    public TransfersPane withCursor(ListCursor value) {
        return new TransfersPane(all, value);
    }
}
