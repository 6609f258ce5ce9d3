package dev.jimg.tui.view;

import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.Glyphs;
import dev.jimg.tui.term.Style;

/** Shows, on the right edge of a frame, which part of a list is in sight. Draws nothing where all of it is. */
final class Scrollbar {

    private Scrollbar() {}

    /**
     * The same in a dialog.
     *
     * @param screen what the dialog was drawn on
     * @param list the lines of the list in sight, as wide as the content of the dialog
     */
    static void inDialog(Area screen, Area list, int top, int count, Look look) {
        draw(screen.sub(list.left() - screen.left(), list.top() - screen.top(), list.width() + 2, list.height()), 0,
                list.height(), top, count, look.theme().focusedFrame());
    }

    /**
     * @param framed the pane with its frame
     * @param fromY the line of it where the list begins
     * @param height lines of the list in sight
     */
    static void draw(Area framed, int fromY, int height, int top, int count, Style style) {
        if (count <= height || height < 2) {
            return;
        }
        int length = Math.max(1, (int) ((long) height * height / count));
        int last = count - height;
        int offset = (int) ((long) (height - length) * Math.min(top, last) / last);
        // In ASCII a heavy line would look like the frame itself.
        String thumb = framed.glyphs() == Glyphs.ASCII ? "#" : "┃";
        framed.vline(framed.width() - 1, fromY + offset, length, thumb, style);
    }
}
