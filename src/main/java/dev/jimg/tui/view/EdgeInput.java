package dev.jimg.tui.view;

import dev.jimg.tui.state.LineEdit;
import dev.jimg.tui.term.Area;

/** A line that is typed into the end of a row, after a slash: no row of the list is lost to it, and nothing moves. */
final class EdgeInput {

    private static final int MAX_CELLS = 30;

    private EdgeInput() {}

    /**
     * @param row a row of which the end is free
     * @param from the first free column of it
     */
    static void draw(LineEdit line, Area row, int from, Look look) {
        int cells = Math.min(MAX_CELLS, row.width() - from - 1);
        int x = row.width() - cells;
        Area field = row.sub(x - 2, 0, cells + 2, 1);
        field.clear();
        field.text(0, 0, " /", look.theme().accent());
        InputLine.draw(line, field.sub(2, 0, cells, 1), true, look.theme().strong());
    }
}
