package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.OutputDialog;
import dev.jimg.tui.term.Area;

/** What a program of the person's own wrote, and how it ended. */
final class ProgramOutputView {

    private static final int WIDTH = 96;

    private ProgramOutputView() {}

    static void draw(OutputDialog dialog, AppState state, Area screen, Look look) {
        Area area = DialogBox.draw(screen, dialog.name(),
                dialog.status() == 0 ? "" : look.say("own.status", dialog.status()),
                Math.min(WIDTH, DialogBox.room(screen)), dialog.height(state.size()), dialog.hints(), look);
        ScrollbackView.draw(dialog.text(), area, look);
        int right = area.left() + area.width();
        Area frame = screen.sub(area.left() - 2, area.top() - 1, right - area.left() + 4, area.height() + 2);
        Scrollbar.draw(frame, 1, area.height(), dialog.text().first(area.height()), dialog.text().count(),
                look.theme().focusedFrame());
    }
}
