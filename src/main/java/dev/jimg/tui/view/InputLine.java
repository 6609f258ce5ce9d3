package dev.jimg.tui.view;

import dev.jimg.tui.state.LineEdit;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;

/** A line that is being typed, with the terminal's own cursor in it; scrolled sideways to keep the caret in sight. */
final class InputLine {

    private InputLine() {}

    /**
     * Draws the line into the first row of an area.
     *
     * @param caret whether the cursor is to be shown, that is, whether keys go into this line
     */
    static void draw(LineEdit line, Area area, boolean caret, Style style) {
        if (area.isEmpty()) {
            return;
        }
        int before = CellText.width(line.text().substring(0, line.caret()));
        int shift = Math.max(0, before - (area.width() - 1));
        area.text(-shift, 0, line.text(), line.suggested() && caret ? style.reverse() : style);
        if (shift > 0) {
            area.text(0, 0, "…", style);
        }
        if (!caret && CellText.width(line.text()) - shift > area.width()) {
            area.text(area.width() - 1, 0, "…", style);
        }
        if (caret) {
            area.cursor(before - shift, 0);
        }
    }
}
