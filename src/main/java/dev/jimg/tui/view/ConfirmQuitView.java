package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.ConfirmQuitDialog;
import dev.jimg.tui.term.Area;
import java.util.ArrayList;
import java.util.List;

/** Says what leaving costs while transfers run. */
final class ConfirmQuitView {

    private static final int WIDTH = 56;

    private ConfirmQuitView() {}

    static void draw(ConfirmQuitDialog dialog, AppState state, Area screen, Look look) {
        int width = Math.max(1, Math.min(WIDTH, DialogBox.room(screen)));
        List<Paragraphs.Line> lines = new ArrayList<>();
        String running = dialog.running() == 0 ? look.say("quit.none")
                : look.count("quit.running", dialog.running());
        lines.addAll(Paragraphs.wrap(running, width, look.theme().strong()));
        if (dialog.running() > 0) {
            lines.addAll(Paragraphs.wrap(look.say("quit.kept"), width, look.theme().text()));
        }
        Area area = DialogBox.draw(screen, look.say("quit.title"), width, lines.size(), dialog.hints(), look);
        Paragraphs.draw(lines, 0, area);
    }
}
