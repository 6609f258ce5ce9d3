package dev.jimg.tui.state;

import dev.jimg.service.ImageSummary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The list of local images.
 *
 * @param images what the service said
 * @param outdated something changed since the request under way was made; it is to be made again
 * @param wanted the key of a row that is to be selected once it is here
 * @param rows all lines, in order
 * @param widths of the names among them
 * @param shown the lines that the filter keeps
 * @param filter what is filtered by; typed into while {@code typing}
 * @param tree whether the names of one image stand together, below its first
 * @param kept the filter that the shown lines are kept by; the one before, while what is typed cannot be read
 * @param uniqueSeen whether the column of bytes that only one image needs has room on the screen
 */
public record ImagesPane(Loadable<List<ImageSummary>> images, boolean outdated, Optional<String> wanted,
        List<ImageRow> rows, NameWidths widths, List<ImageRow> shown, ListCursor cursor, Marks marks,
        ImageOrder order, LineEdit filter, boolean typing, boolean tree, Filter kept, boolean uniqueSeen) {

    public static final ImagesPane EMPTY = new ImagesPane(Loadable.empty(), false, Optional.empty(), List.of(),
            NameWidths.NONE, List.of(), ListCursor.START, Marks.NONE, ImageOrder.NEWEST_FIRST, LineEdit.EMPTY, false,
            false, Filter.NONE, false);

    /** The line under the cursor. */
    public Optional<ImageRow> selected() {
        return cursor.index() < shown.size() ? Optional.of(shown.get(cursor.index())) : Optional.empty();
    }

    /** The marked lines in the order of the list; without marks, the one under the cursor. */
    public List<ImageRow> chosen() {
        Set<String> keys = settled().marks.keys();
        if (keys.isEmpty()) {
            return selected().map(List::of).orElse(List.of());
        }
        return rows.stream().filter(row -> keys.contains(row.key())).toList();
    }

    /** Whether something is wrong with one of the {@link #chosen}. Without a look at all rows where nothing is marked. */
    boolean anyDamaged() {
        return marks.isEmpty() ? selected().filter(row -> !row.image().health().good()).isPresent()
                : chosen().stream().anyMatch(row -> !row.image().health().good());
    }

    /** Whether the list that is shown could not be read again: it is what it was, not what it is. */
    public boolean stale() {
        return images.value().isPresent() && images.failure().isPresent();
    }

    public ImagesPane withImages(Loadable<List<ImageSummary>> value) {
        return new ImagesPane(value, outdated, wanted, rows, widths, shown, cursor, marks, order, filter,
                typing, tree, kept, uniqueSeen);
    }

    public ImagesPane withOutdated(boolean value) {
        return new ImagesPane(images, value, wanted, rows, widths, shown, cursor, marks, order, filter,
                typing, tree, kept, uniqueSeen);
    }

    ImagesPane withUniqueSeen(boolean value) {
        return new ImagesPane(images, outdated, wanted, rows, widths, shown, cursor, marks, order, filter,
                typing, tree, kept, value);
    }

    public ImagesPane withWanted(Optional<String> value) {
        return new ImagesPane(images, outdated, value, rows, widths, shown, cursor, marks, order, filter,
                typing, tree, kept, uniqueSeen);
    }

    public ImagesPane withCursor(ListCursor value) {
        return new ImagesPane(images, outdated, wanted, rows, widths, shown, value, marks, order, filter,
                typing, tree, kept, uniqueSeen);
    }

    public ImagesPane withMarks(Marks value) {
        return new ImagesPane(images, outdated, wanted, rows, widths, shown, cursor, value, order, filter,
                typing, tree, kept, uniqueSeen);
    }

    /** With other rows, sorted, filtered, and the cursor on the same image if it is still there. */
    public ImagesPane withRows(List<ImageRow> value, int height) {
        List<ImageRow> sorted = ImageRow.arranged(value, order, tree);
        ImagesPane next = settled();
        Marks present = next.marks.keys().isEmpty() ? next.marks : next.marks.among(keys(sorted));
        return new ImagesPane(images, outdated, wanted, Collections.unmodifiableList(sorted), NameWidths.of(sorted),
                shown, cursor, present, order, filter, typing, tree, kept, uniqueSeen).refilter(height);
    }

    public ImagesPane withOrder(ImageOrder value, int height) {
        ImagesPane settled = settled();
        return new ImagesPane(images, outdated, wanted, rows, widths, shown, cursor, settled.marks, value,
                filter, typing, tree, kept, uniqueSeen).withRows(rows, height);
    }

    public ImagesPane withFilter(LineEdit value, boolean nowTyping, int height) {
        ImagesPane settled = settled();
        return new ImagesPane(images, outdated, wanted, rows, widths, shown, cursor, settled.marks, order, value,
                nowTyping, tree, kept, uniqueSeen).refilter(height);
    }

    /** With the names of one image together, or every line for itself. */
    ImagesPane withTree(boolean value, int height) {
        ImagesPane settled = settled();
        return new ImagesPane(images, outdated, wanted, rows, widths, shown, cursor, settled.marks, order, filter,
                typing, value, kept, uniqueSeen).withRows(rows, height);
    }

    /** With another line to filter by that means the same: the rows stay as they are. */
    ImagesPane withLine(LineEdit value, boolean nowTyping) {
        return new ImagesPane(images, outdated, wanted, rows, widths, shown, cursor, marks, order, value,
                nowTyping, tree, kept, uniqueSeen);
    }

    /** With the range that is being marked, if any, at its end: rows are about to move. */
    ImagesPane settled() {
        return marks.anchor().isEmpty() ? this : withMarks(marks.settled(shown, cursor.index()));
    }

    private ImagesPane refilter(int height) {
        // What cannot be read leaves the list as it is.
        Filter read = Filter.of(filter.text());
        Filter parsed = read.problem().isEmpty() ? read : kept;
        List<ImageRow> lines = parsed.keepsAll() ? rows : keptBy(parsed);
        int target = wanted.map(key -> indexOf(lines, key)).orElse(-1);
        int index = target >= 0 ? target : sameOrNext(lines);
        return new ImagesPane(images, outdated, wanted, rows, widths, lines, cursor.to(index, lines.size(), height),
                marks, order, filter, typing, tree, parsed, uniqueSeen);
    }

    private List<ImageRow> keptBy(Filter parsed) {
        List<ImageRow> lines = new ArrayList<>();
        for (ImageRow row : rows) {
            if (row.keptBy(parsed)) {
                lines.add(row);
            }
        }
        return Collections.unmodifiableList(lines);
    }

    /** Where the selected row is in another list; if it is gone, the nearest one after it, or before it, that stayed. */
    private int sameOrNext(List<ImageRow> kept) {
        if (selected().isEmpty()) {
            return cursor.index();
        }
        int same = indexOf(kept, shown.get(cursor.index()).key());
        if (same >= 0) {
            return same;
        }
        Set<String> present = keys(kept);
        for (int i = cursor.index(); i < shown.size(); i++) {
            if (present.contains(shown.get(i).key())) {
                return indexOf(kept, shown.get(i).key());
            }
        }
        for (int i = cursor.index() - 1; i >= 0; i--) {
            if (present.contains(shown.get(i).key())) {
                return indexOf(kept, shown.get(i).key());
            }
        }
        return 0;
    }

    private static Set<String> keys(List<ImageRow> rows) {
        Set<String> keys = new HashSet<>(rows.size() * 2);
        rows.forEach(row -> keys.add(row.key()));
        return keys;
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
