package dev.jimg.tui.view;

import dev.jimg.tui.state.Hint;
import dev.jimg.tui.state.Target;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.util.ArrayList;
import java.util.List;

/**
 * The frame of a dialog: in the middle of the screen, as large as its content wants and the screen allows, with its
 * keys in the last lines. What lies under it goes dim. The status line stays free, for what is said meanwhile.
 */
final class DialogBox {

    private static final int FRAME_AND_PADDING = 4;

    private DialogBox() {}

    /**
     * @param width cells that the content would like
     * @param height lines that the content would like
     * @return the area for the content, smaller than wanted where the screen is
     */
    static Area draw(Area screen, String title, int width, int height, List<Hint> hints, Look look) {
        return draw(screen, title, "", width, height, hints, look);
    }

    /** @param note stands at the right of the upper edge: a count, a position */
    static Area draw(Area screen, String title, String note, int width, int height, List<Hint> hints, Look look) {
        Area desk = screen.sub(0, 0, screen.width(), screen.height() - 1);
        screen.forgetTargets();
        desk.shade(Style.DIM);
        int wanted = Math.max(width, CellText.width(title) + CellText.width(note) + 4);
        int columns = Math.min(desk.width(), wanted + FRAME_AND_PADDING);
        List<List<Hint>> keys = lines(hints, columns - FRAME_AND_PADDING, look);
        int below = keys.isEmpty() ? 0 : keys.size() + 1;
        int rows = Math.min(desk.height(), height + below + 2);
        Area box = desk.sub((desk.width() - columns) / 2, (desk.height() - rows) / 2, columns, rows);
        box.clear();
        Area inner = box.box(title, note, look.theme().focusedFrame(), look.theme().focusedFrame().bold());
        Area padded = inner.sub(1, 0, inner.width() - 2, inner.height());
        for (int i = 0; i < keys.size(); i++) {
            keys(keys.get(i), padded, padded.height() - keys.size() + i, look);
        }
        // The empty line above the keys is the first thing to go where it gets tight.
        int content = Math.min(height, padded.height() - keys.size());
        return padded.sub(0, 0, padded.width(), content);
    }

    /** The most columns that content can have on this screen. */
    static int room(Area screen) {
        return Math.max(0, screen.width() - FRAME_AND_PADDING);
    }

    private static List<List<Hint>> lines(List<Hint> hints, int width, Look look) {
        List<List<Hint>> lines = new ArrayList<>();
        int used = width + 1;
        for (Hint hint : hints) {
            int cells = CellText.width(text(hint, look)) + 2;
            if (used + cells - 2 > width) {
                lines.add(new ArrayList<>());
                used = 0;
            }
            lines.get(lines.size() - 1).add(hint);
            used += cells;
        }
        return lines;
    }

    private static void keys(List<Hint> hints, Area area, int y, Look look) {
        int x = 0;
        for (Hint hint : hints) {
            area.sub(x, y, CellText.width(text(hint, look)), 1).target(new Target.Press(hint.key()));
            x = area.text(x, y, "[" + KeyName.of(hint.key()) + "]", look.theme().accent());
            x = area.text(x + 1, y, look.say(hint.label()), look.theme().text()) + 2;
        }
    }

    private static String text(Hint hint, Look look) {
        return "[" + KeyName.of(hint.key()) + "] " + look.say(hint.label());
    }
}
