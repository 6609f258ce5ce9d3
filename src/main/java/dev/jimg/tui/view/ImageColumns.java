package dev.jimg.tui.view;

import dev.jimg.tui.state.ImageColumn;
import dev.jimg.tui.state.Mark;
import dev.jimg.tui.state.NameWidths;
import dev.jimg.tui.term.Style;
import java.time.Instant;
import java.util.List;

/**
 * The columns of the image list for a width. As the program comes, what is only nice to know appears where the names have
 * enough room; of columns that somebody chose, the last ones go first where it gets narrow. Where it is narrow the age is
 * written short.
 *
 * @param shown the columns that are wanted, in order; the marks stand before them
 * @param brief whether the age is written short
 */
record ImageColumns(Columns columns, List<ImageColumn> shown, boolean brief) {

    static final int MARKS = 0;

    /** Below this «2 months ago» would take the room of the names. */
    private static final int ROOM_FOR_AGES = 50;
    private static final int MAX_REPOSITORY = 36;
    private static final int MAX_TAG = 20;
    private static final int SIZE_CELLS = 7;
    private static final int ID_CELLS = 12;
    private static final int PLATFORM_CELLS = 14;
    private static final int CONTAINERS_CELLS = 10;
    private static final int UPDATE_CELLS = 10;
    /** The label and twelve digits, and all of it. */
    private static final int MIN_DIGEST = 20;
    private static final int MAX_DIGEST = 71;

    static ImageColumns fit(int width, List<ImageColumn> wanted, NameWidths names, Look look) {
        boolean brief = width < ROOM_FOR_AGES;
        boolean usual = wanted.equals(ImageColumn.USUAL);
        Column[] columns = new Column[wanted.size() + 1];
        columns[MARKS] = Column.gutter(2);
        for (int i = 0; i < wanted.size(); i++) {
            columns[i + 1] = column(wanted.get(i), usual, brief, names, look);
        }
        return new ImageColumns(Columns.fit(width, columns), wanted, brief);
    }

    private static Column column(ImageColumn column, boolean usual, boolean brief, NameWidths names, Look look) {
        int chosen = 1;
        return switch (column) {
            case REPOSITORY -> Column.text(look.say("images.repository"), brief ? 8 : 14, 2, 0)
                    .wishing(Math.min(MAX_REPOSITORY, names.repository()));
            case TAG -> Column.text(look.say("images.tag"), 6, 1, 0).upTo(32).wishing(Math.min(MAX_TAG, names.tag()));
            case ID -> Column.fixed(look.say("images.id"), ID_CELLS, usual ? Column.EXTRA : chosen);
            case CREATED -> brief ? Column.number(look.say("images.age"), Ages.briefCells(look), usual ? 2 : chosen)
                    : Column.fixed(look.say("images.created"), Ages.CELLS, usual ? 2 : chosen);
            case UNIQUE -> Column.number(look.say("images.unique"), SIZE_CELLS, usual ? Column.EXTRA + 1 : chosen);
            case SIZE -> Column.number(look.say("images.size"), SIZE_CELLS, usual ? 0 : chosen);
            case PLATFORM -> Column.fixed(look.say("images.platform"), PLATFORM_CELLS,
                    usual ? Column.EXTRA + 2 : chosen);
            case CONTAINERS -> Column.number(look.say("images.containers"), CONTAINERS_CELLS, chosen);
            case UPDATE -> Column.fixed(look.say("images.update"), UPDATE_CELLS, chosen);
            case DIGEST -> Column.text(look.say("images.digest"), MIN_DIGEST, 1, chosen).upTo(MAX_DIGEST);
        };
    }

    /** Where a column stands among those of the table; -1 if it is not wanted. */
    int index(ImageColumn column) {
        return shown.indexOf(column) + (shown.contains(column) ? 1 : 0);
    }

    /** Cells of a column; 0 where it is not shown. */
    int width(ImageColumn column) {
        return shown.contains(column) ? columns.widths()[index(column)] : 0;
    }

    /** The cell where a column begins. */
    int start(ImageColumn column) {
        return columns.starts()[index(column)];
    }

    void cell(Table.Line line, ImageColumn column, String text, Style style) {
        if (width(column) > 0) {
            line.cell(index(column), text, style);
        }
    }

    void over(Table.Line line, ImageColumn column, int offset, String text, Style style) {
        if (width(column) > 0) {
            line.over(index(column), offset, text, style);
        }
    }

    /** Marks a line whose tag moved in its registry, in the gap before the tag, else where an image is marked. */
    void update(Table.Line line, Style style) {
        if (width(ImageColumn.TAG) == 0) {
            line.over(MARKS, 1, Mark.NEWER.glyph(), style);
            return;
        }
        int before = index(ImageColumn.TAG) - 1;
        while (columns.widths()[before] == 0) {
            before--;
        }
        int gap = start(ImageColumn.TAG) - columns.starts()[before] - columns.widths()[before];
        over(line, ImageColumn.TAG, -gap, Mark.NEWER.glyph(), style);
    }

    void created(Table.Line line, Instant then, Instant now, Style style) {
        if (width(ImageColumn.CREATED) > 0) {
            Look look = line.look();
            cell(line, ImageColumn.CREATED, brief ? Ages.brief(then, now, look) : Ages.ago(then, now, look), style);
        }
    }
}
