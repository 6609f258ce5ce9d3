package dev.jimg.tui.view;

import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;

/** Running text, broken into lines. */
final class Prose {

    private Prose() {}

    /**
     * Draws a text from a row on.
     *
     * @return the row after it
     */
    static int draw(Area area, int y, String text, Style style) {
        int next = y;
        for (String line : CellText.wrap(text, area.width())) {
            area.text(0, next++, line, style);
        }
        return next;
    }

    /** How many lines a text takes. */
    static int lines(String text, int cells) {
        return CellText.wrap(text, cells).size();
    }
}
