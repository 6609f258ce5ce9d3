package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.ColumnsDialog;
import dev.jimg.tui.state.ImageColumn;
import dev.jimg.tui.state.Target;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.Style;

/** All columns of the image list, the shown ones marked. */
final class ColumnsView {

    private static final int WIDTH = 48;

    private ColumnsView() {}

    static void draw(ColumnsDialog dialog, AppState state, Area screen, Look look) {
        int count = dialog.order().size();
        Area area = DialogBox.draw(screen, look.say("columns.title"), Math.min(WIDTH, DialogBox.room(screen)), count,
                dialog.hints(), look);
        int top = Math.max(0, Math.min(dialog.cursor() - area.height() + 1, count - area.height()));
        for (int y = 0; y < area.height() && top + y < count; y++) {
            ImageColumn column = dialog.order().get(top + y);
            boolean selected = top + y == dialog.cursor();
            boolean shown = dialog.shown().contains(column);
            Style style = selected ? look.theme().selected() : shown ? look.theme().text() : look.theme().dim();
            Area line = area.sub(0, y, area.width(), 1);
            line.target(new Target.Row(top + y - dialog.cursor()));
            if (selected) {
                line.fill(style);
            }
            line.text(0, 0, shown ? "✔" : " ", selected ? style : look.theme().accent());
            line.text(2, 0, look.say("images." + column.word()), style);
        }
    }
}
