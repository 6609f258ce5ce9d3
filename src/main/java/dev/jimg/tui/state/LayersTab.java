package dev.jimg.tui.state;

import dev.jimg.service.HistoryRow;
import java.util.List;
import java.util.Optional;

/**
 * The history of one image.
 *
 * @param image the row it is for
 */
public record LayersTab(Optional<ImageRow> image, Loadable<List<HistoryRow>> rows, ListCursor cursor) {

    public static final LayersTab EMPTY = new LayersTab(Optional.empty(), Loadable.empty(), ListCursor.START);

    public List<HistoryRow> shown() {
        return rows.value().orElse(List.of());
    }

    public LayersTab withRows(Loadable<List<HistoryRow>> value) {
        return new LayersTab(image, value, cursor);
    }

    public LayersTab withCursor(ListCursor value) {
        return new LayersTab(image, rows, value);
    }
}
