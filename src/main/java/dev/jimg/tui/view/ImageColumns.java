package dev.jimg.tui.view;

import dev.jimg.tui.state.NameWidths;
import dev.jimg.tui.term.Style;
import java.time.Instant;

/**
 * The columns of the image list for a width. What is only nice to know appears where the names have enough room; where
 * it is narrow the age is written short.
 *
 * @param brief whether it is
 */
record ImageColumns(Columns columns, boolean brief) {

    static final int MARKS = 0;
    static final int REPOSITORY = 1;
    static final int TAG = 2;
    static final int ID = 3;
    static final int CREATED = 4;
    static final int UNIQUE = 5;
    static final int SIZE = 6;
    static final int PLATFORM = 7;

    /** Below this «2 months ago» would take the room of the names. */
    private static final int ROOM_FOR_AGES = 50;
    private static final int MAX_REPOSITORY = 36;
    private static final int MAX_TAG = 20;
    private static final int SIZE_CELLS = 7;

    static ImageColumns fit(int width, NameWidths names, Look look) {
        boolean brief = width < ROOM_FOR_AGES;
        Column created = brief ? Column.number(look.say("images.age"), Ages.briefCells(look), 2)
                : Column.fixed(look.say("images.created"), Ages.CELLS, 2);
        return new ImageColumns(Columns.fit(width,
                Column.gutter(2),
                Column.text(look.say("images.repository"), brief ? 8 : 14, 2, 0)
                        .wishing(Math.min(MAX_REPOSITORY, names.repository())),
                Column.text(look.say("images.tag"), 6, 1, 0).upTo(32).wishing(Math.min(MAX_TAG, names.tag())),
                Column.fixed(look.say("images.id"), 12, Column.EXTRA),
                created,
                Column.number(look.say("images.unique"), SIZE_CELLS, Column.EXTRA + 1),
                Column.number(look.say("images.size"), SIZE_CELLS, 0),
                Column.fixed(look.say("images.platform"), 14, Column.EXTRA + 2)), brief);
    }

    /** Marks a line whose tag moved in its registry, in the gap before the tag. */
    void update(Table.Line line, Style style) {
        int gap = columns.starts()[TAG] - columns.starts()[REPOSITORY] - columns.widths()[REPOSITORY];
        line.over(TAG, -gap, "⇡", style);
    }

    void created(Table.Line line, Instant then, Instant now, Style style) {
        if (line.shows(CREATED)) {
            Look look = line.look();
            line.cell(CREATED, brief ? Ages.brief(then, now, look) : Ages.ago(then, now, look), style);
        }
    }
}
