package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.CopyDialog;
import dev.jimg.tui.state.Target;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;

/** What of an image can be copied. */
final class CopyView {

    private static final int WIDTH = 72;

    private CopyView() {}

    static void draw(CopyDialog dialog, AppState state, Area screen, Look look) {
        Area area = DialogBox.draw(screen, look.say("copy.title"), Math.min(WIDTH, DialogBox.room(screen)),
                dialog.items().size(), dialog.hints(), look);
        int labels = 0;
        for (CopyDialog.Item item : dialog.items()) {
            labels = Math.max(labels, CellText.width(look.say(item.label())));
        }
        for (int y = 0; y < dialog.items().size() && y < area.height(); y++) {
            CopyDialog.Item item = dialog.items().get(y);
            area.sub(0, y, area.width(), 1).target(new Target.Press(item.key()));
            area.text(0, y, item.key(), look.theme().accent());
            area.text(3, y, look.say(item.label()), look.theme().text());
            int x = 3 + labels + 2;
            area.text(x, y, CellText.truncateMiddle(item.text(), Math.max(0, area.width() - x)), look.theme().dim());
        }
    }
}
