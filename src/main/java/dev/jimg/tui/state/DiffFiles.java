package dev.jimg.tui.state;

import dev.jimg.files.FileStatus;
import dev.jimg.files.TreeDiff;
import dev.jimg.service.files.FilesProgress;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The files of a comparison.
 *
 * @param tree what tells them apart; empty while the layers have not been read
 * @param progress of the reading
 * @param shape what of the tree is to be seen
 * @param rows its lines, of the shape or, while {@code arranging}, of the one before
 * @param arranging the request that finds the rows; 0 if none is under way
 */
public record DiffFiles(Loadable<TreeDiff> tree, Optional<FilesProgress> progress, TreeShape shape, FileRows rows,
        long arranging, ListCursor cursor, LineEdit search, boolean typing) {

    /** What differs, by how much it grew or shrank. */
    static final DiffFiles START = new DiffFiles(Loadable.empty(), Optional.empty(), TreeShape.START.sorted(true),
            FileRows.NONE, 0, ListCursor.START, LineEdit.EMPTY, false);

    /** So many nodes are looked at well within a frame. */
    private static final int QUICK = 20_000;

    /** The node under the cursor. */
    public OptionalInt selected() {
        return tree.value().isPresent() && cursor.index() < rows.count() ? OptionalInt.of(rows.nodes()[cursor.index()])
                : OptionalInt.empty();
    }

    public boolean isOpen(int node) {
        return shape.search().isEmpty() ? shape.open().get(node) : !shape.closed().get(node);
    }

    DiffFiles asking(long request) {
        return new DiffFiles(tree.ask(request), Optional.empty(), shape, rows, arranging, cursor, search, typing);
    }

    /** The reading is given up. */
    DiffFiles stopped() {
        return new DiffFiles(new Loadable<>(tree.value(), 0, Optional.empty()), Optional.empty(), shape, rows, arranging,
                cursor, search, typing);
    }

    /** @param room lines there are for them, so that as much is open as can be seen */
    DiffFiles withTree(TreeDiff value, int room) {
        TreeShape opened = shape.opened(value, room);
        return new DiffFiles(Loadable.of(value), Optional.empty(), opened, FileRows.of(value, opened), 0, ListCursor.START,
                search, typing);
    }

    DiffFiles withCursor(ListCursor value) {
        return new DiffFiles(tree, progress, shape, rows, arranging, value, search, typing);
    }

    DiffFiles withSearch(LineEdit value, boolean nowTyping) {
        return new DiffFiles(tree, progress, shape, rows, arranging, cursor, value, nowTyping);
    }

    DiffFiles withShape(TreeShape value, long request) {
        return new DiffFiles(tree, progress, value, rows, request, cursor, search, typing);
    }

    /** What the names must contain by what is typed. */
    String wanted() {
        return search.text().strip().toLowerCase(Locale.ROOT);
    }

    /** Whether the rows of a shape can be found at once. */
    boolean quick(TreeShape wanted) {
        return wanted.cost(tree.value().orElseThrow()) <= QUICK;
    }

    /** The cursor stays on its file, or goes to the directory that hides it now. */
    DiffFiles arranged(FileRows found, int height) {
        int row = 0;
        if (selected().isPresent()) {
            int node = selected().getAsInt();
            row = found.indexOf(node);
            while (row < 0 && node != 0) {
                node = tree.value().orElseThrow().parent(node);
                row = found.indexOf(node);
            }
        }
        return new DiffFiles(tree, progress, shape, found, 0, cursor.to(Math.max(0, row), found.count(), height), search,
                typing);
    }

    DiffFiles on(Event event, int room) {
        if (event instanceof Event.FilesCompared compared && tree.awaits(compared.request())) {
            return withTree(compared.files(), room);
        }
        if (event instanceof Event.FilesMoved moved && tree.awaits(moved.request())) {
            return new DiffFiles(tree, Optional.of(moved.progress()), shape, rows, arranging, cursor, search, typing);
        }
        if (event instanceof Event.FilesArranged found && arranging != 0 && arranging == found.request()) {
            return arranged(found.rows(), room);
        }
        if (event instanceof Event.RequestFailed failed && tree.awaits(failed.request())) {
            return new DiffFiles(tree.fail(failed.request(), failed.failure()), Optional.empty(), shape, rows, arranging,
                    cursor, search, typing);
        }
        return this;
    }

    /** Whether files of this status are shown. */
    public boolean shows(FileStatus status) {
        return shape.shows(status);
    }
}
