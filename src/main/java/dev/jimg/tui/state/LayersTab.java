package dev.jimg.tui.state;

import dev.jimg.service.HistoryRow;
import java.util.List;
import java.util.Optional;

/**
 * The history of one image, the newest step first.
 *
 * @param image the image it follows
 * @param subject the image that {@code rows} are of; another one while the rows of {@code image} are on their way
 */
public record LayersTab(Optional<ImageRow> image, Optional<ImageRow> subject, Loadable<List<HistoryRow>> rows,
        ListCursor cursor) {

    public static final LayersTab EMPTY =
            new LayersTab(Optional.empty(), Optional.empty(), Loadable.empty(), ListCursor.START);

    public List<HistoryRow> shown() {
        return rows.value().orElse(List.of());
    }

    /** The step under the cursor. */
    public Optional<HistoryRow> selected() {
        List<HistoryRow> shown = shown();
        return cursor.index() < shown.size() ? Optional.of(shown.get(cursor.index())) : Optional.empty();
    }

    /** The number of a line: the oldest step is 1, as in the order of the Dockerfile. */
    public int number(int index) {
        return shown().size() - index;
    }

    /** Whether something is known to be wrong with the image. */
    public boolean damaged() {
        return image.filter(row -> !row.image().health().good()).isPresent();
    }

    /** How many steps made a layer with something in it. */
    public int sized() {
        return (int) shown().stream().filter(row -> row.size() > 0).count();
    }

    public LayersTab withImage(ImageRow value) {
        return new LayersTab(Optional.of(value), subject, rows, cursor);
    }

    public LayersTab withSubject(Optional<ImageRow> value) {
        return new LayersTab(image, value, rows, cursor);
    }

    public LayersTab withRows(Loadable<List<HistoryRow>> value) {
        return new LayersTab(image, subject, value, cursor);
    }

    public LayersTab withCursor(ListCursor value) {
        return new LayersTab(image, subject, rows, value);
    }
}
