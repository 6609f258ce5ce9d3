package dev.jimg.tui.state;

import dev.jimg.service.ImageSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The list of local images.
 *
 * @param images what the service said
 * @param rows all lines, in order
 * @param shown the lines that the filter keeps
 * @param marks the keys of the marked lines
 * @param anchor where a range of marks began
 * @param filter what is filtered by; typed into while {@code typing}
 */
public record ImagesPane(Loadable<List<ImageSummary>> images, List<ImageRow> rows, List<ImageRow> shown,
        ListCursor cursor, Set<String> marks, Optional<String> anchor, ImageOrder order, LineEdit filter,
        boolean typing) {

    public static final ImagesPane EMPTY = new ImagesPane(Loadable.empty(), List.of(), List.of(), ListCursor.START,
            Set.of(), Optional.empty(), ImageOrder.NEWEST_FIRST, LineEdit.EMPTY, false);

    /** The line under the cursor. */
    public Optional<ImageRow> selected() {
        return cursor.index() < shown.size() ? Optional.of(shown.get(cursor.index())) : Optional.empty();
    }

    /** The marked lines in the order of the list; without marks, the one under the cursor. */
    public List<ImageRow> chosen() {
        if (marks.isEmpty()) {
            return selected().map(List::of).orElse(List.of());
        }
        return rows.stream().filter(row -> marks.contains(row.key())).toList();
    }

    public ImagesPane withImages(Loadable<List<ImageSummary>> value) {
        return new ImagesPane(value, rows, shown, cursor, marks, anchor, order, filter, typing);
    }

    public ImagesPane withCursor(ListCursor value) {
        return new ImagesPane(images, rows, shown, value, marks, anchor, order, filter, typing);
    }

    public ImagesPane withMarks(Set<String> value, Optional<String> newAnchor) {
        return new ImagesPane(images, rows, shown, cursor, Set.copyOf(value), newAnchor, order, filter, typing);
    }

    /** With other rows, sorted, filtered, and the cursor on the same image if it is still there. */
    public ImagesPane withRows(List<ImageRow> value, int height) {
        List<ImageRow> sorted = new ArrayList<>(value);
        sorted.sort(order.comparator());
        return new ImagesPane(images, List.copyOf(sorted), shown, cursor, marks, anchor, order, filter, typing)
                .refilter(height);
    }

    public ImagesPane withOrder(ImageOrder value, int height) {
        return new ImagesPane(images, rows, shown, cursor, marks, anchor, value, filter, typing)
                .withRows(rows, height);
    }

    public ImagesPane withFilter(LineEdit value, boolean nowTyping, int height) {
        return new ImagesPane(images, rows, shown, cursor, marks, anchor, order, value, nowTyping).refilter(height);
    }

    private ImagesPane refilter(int height) {
        Optional<String> before = selected().map(ImageRow::key);
        List<ImageRow> kept = filter.text().isBlank() ? rows : rows.stream()
                .filter(row -> Filter.keeps(filter.text(), row.repository() + ":" + row.tagText())).toList();
        int index = before.map(key -> indexOf(kept, key)).filter(i -> i >= 0).orElse(cursor.index());
        return new ImagesPane(images, rows, kept, cursor.to(index, kept.size(), height), marks, anchor, order, filter,
                typing);
    }

    private static int indexOf(List<ImageRow> rows, String key) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).key().equals(key)) {
                return i;
            }
        }
        return -1;
    }
}
