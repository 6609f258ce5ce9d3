package dev.jimg.tui.state;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The files of an image or layer.
 *
 * @param source whose files are shown, or are to be
 * @param model the files; while others are on their way, those of before
 * @param reading how that stands
 * @param shape what of the tree is to be seen
 * @param rows its lines, of the shape or, while {@code arranging}, of the one before
 * @param arranging the request that finds the rows; 0 if none is under way
 * @param search what is being searched for
 */
public record FilesTab(Optional<FilesSource> source, Loadable<FilesModel> model, FilesReading reading,
        TreeShape shape, FileRows rows, long arranging, ListCursor cursor, LineEdit search, boolean typing) {

    public static final FilesTab EMPTY = new FilesTab(Optional.empty(), Loadable.empty(), FilesReading.NONE,
            TreeShape.START, FileRows.NONE, 0, ListCursor.START, LineEdit.EMPTY, false);

    private static final int HIGH = 12;
    private static final int LOW = 5;

    /** Rows about the image and the layer, in a tab of this height. */
    public static int header(int height) {
        return height >= HIGH ? 3 : height >= LOW ? 1 : 0;
    }

    /** Rows for files: the heads of the columns take one where there is room. */
    public static int listHeight(int height) {
        return Math.max(1, height - header(height) - (height > LOW ? 1 : 0));
    }

    /** The node under the cursor. */
    public OptionalInt selected() {
        return model.value().isPresent() && cursor.index() < rows.count()
                ? OptionalInt.of(rows.nodes()[cursor.index()]) : OptionalInt.empty();
    }

    /** Whether a layer's files are being read, which can be stopped. */
    public boolean busy() {
        return reading.underWay() && model.loading();
    }

    /** Whether an engine prepares what is to be read, and for how long is told. */
    public boolean preparing() {
        return busy() && reading.preparing();
    }

    /** Whether a directory is open. */
    public boolean isOpen(int node) {
        return shape.search().isEmpty() ? shape.open().get(node) : !shape.closed().get(node);
    }

    FilesTab asking(FilesSource of, long request, boolean toRead) {
        return new FilesTab(Optional.of(of), model.ask(request), FilesReading.begun(toRead), shape, rows, arranging, cursor,
                search, typing);
    }

    /** Whether the layer that is turned to is one that cannot be read: there is a reason to be seen, and no tree. */
    boolean unreadable() {
        return model.value().flatMap(FilesModel::failure).isPresent();
    }

    FilesTab withSource(FilesSource value) {
        return new FilesTab(Optional.of(value), model, reading, shape, rows, arranging, cursor, search, typing);
    }

    /** Without what was shown before. */
    FilesTab emptied() {
        return new FilesTab(source, Loadable.empty(), FilesReading.NONE, shape.closedUp(), FileRows.NONE, 0,
                ListCursor.START, LineEdit.EMPTY, false);
    }

    FilesTab withModel(Loadable<FilesModel> value) {
        return new FilesTab(source, value, reading, shape, rows, arranging, cursor, search, typing);
    }

    FilesTab withReading(FilesReading value) {
        return new FilesTab(source, model, value, shape, rows, arranging, cursor, search, typing);
    }

    /** Somebody has the tree in hand. */
    FilesTab held() {
        return withReading(reading.held());
    }

    FilesTab withShape(TreeShape value, long request) {
        return new FilesTab(source, model, reading, value, rows, request, cursor, search, typing);
    }

    FilesTab withRows(FileRows value, ListCursor at) {
        return new FilesTab(source, model, reading, shape, value, 0, at, search, typing);
    }

    FilesTab withCursor(ListCursor value) {
        return new FilesTab(source, model, reading, shape, rows, arranging, value, search, typing);
    }

    FilesTab withSearch(LineEdit value, boolean nowTyping) {
        return new FilesTab(source, model, reading, shape, rows, arranging, cursor, value, nowTyping);
    }
}
