package dev.jimg.tui.view;

import dev.jimg.tui.state.ListCursor;
import dev.jimg.tui.state.Target;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;

/**
 * Draws a list in columns: a header, and of the rows only those in sight. The row under the cursor is plain to see from
 * edge to edge where the list has the focus, and bold where it has not.
 */
final class Table {

    /** Puts one row's cells into its line. */
    @FunctionalInterface
    interface Row {
        void draw(int index, Line line);
    }

    private final Area area;
    private final Columns columns;
    private final Look look;
    private final boolean focused;

    Table(Area area, Columns columns, boolean focused, Look look) {
        this.area = area;
        this.columns = columns;
        this.focused = focused;
        this.look = look;
    }

    /** Draws the titles in the first line, and the rows from {@code cursor.top()} on in the others. */
    void draw(int count, ListCursor cursor, Row row) {
        header();
        rows(area.sub(0, 1, area.width(), area.height() - 1), count, cursor, row);
    }

    private void header() {
        for (int i = 0; i < columns.columns().size(); i++) {
            if (columns.shows(i)) {
                new Line(area, 0, Emphasis.NONE).cell(i, columns.columns().get(i).title(), look.theme().dim());
            }
        }
    }

    /** Draws the rows alone, for a list without a header. */
    void rows(Area body, int count, ListCursor cursor, Row row) {
        for (int y = 0; y < body.height() && cursor.top() + y < count; y++) {
            int index = cursor.top() + y;
            Emphasis emphasis = index != cursor.index() ? Emphasis.NONE
                    : focused ? Emphasis.SELECTED : Emphasis.QUIET;
            if (emphasis == Emphasis.SELECTED) {
                body.sub(0, y, body.width(), 1).fill(look.theme().selected());
            }
            // A list without a cursor is only looked at.
            if (cursor.index() >= 0) {
                body.sub(0, y, body.width(), 1).target(new Target.Row(index - cursor.index()));
            }
            row.draw(index, new Line(body, y, emphasis));
        }
    }

    private enum Emphasis { NONE, SELECTED, QUIET }

    /** One line of the table. */
    final class Line {
        private final Area body;
        private final int y;
        private final Emphasis emphasis;

        private Line(Area body, int y, Emphasis emphasis) {
            this.body = body;
            this.y = y;
            this.emphasis = emphasis;
        }

        /** Whether the cursor is on this line, with or without the focus. */
        boolean current() {
            return emphasis != Emphasis.NONE;
        }

        Look look() {
            return look;
        }

        boolean shows(int column) {
            return columns.shows(column);
        }

        /** Cells of a column; 0 if it was left out. */
        int width(int column) {
            return columns.widths()[column];
        }

        /** Draws a cell, cut to the column. Does nothing where the column was left out. */
        void cell(int column, String text, Style style) {
            if (!columns.shows(column)) {
                return;
            }
            String cut = CellText.truncate(text, width(column));
            int room = width(column) - CellText.width(cut);
            body.text(columns.starts()[column] + (columns.columns().get(column).right() ? room : 0), y, cut,
                    style(style));
        }

        /** Draws something at an offset in a column, over what is there. */
        void over(int column, int offset, String text, Style style) {
            if (columns.shows(column) && offset < width(column)) {
                body.text(columns.starts()[column] + offset, y, text, style(style));
            }
        }

        /** What a style becomes on this line: a coloured text on the highlight would be hard to read. */
        private Style style(Style wanted) {
            return switch (emphasis) {
                case NONE -> wanted;
                case SELECTED -> look.theme().selected().with(wanted.attributes());
                case QUIET -> wanted.with(look.theme().quietly().attributes());
            };
        }
    }
}
