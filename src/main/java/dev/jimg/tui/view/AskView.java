package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.AskDialog;
import dev.jimg.tui.state.Text;
import dev.jimg.tui.term.Area;
import java.util.ArrayList;
import java.util.List;

/** A question, and what can be answered. */
final class AskView {

    private static final int WIDTH = 60;

    private AskView() {}

    static void draw(AskDialog dialog, AppState state, Area screen, Look look) {
        int width = Math.max(1, Math.min(WIDTH, DialogBox.room(screen)));
        List<Paragraphs.Line> lines = new ArrayList<>();
        for (Text text : dialog.body()) {
            lines.addAll(Paragraphs.wrap(look.say(text), width, look.theme().text()));
        }
        Area area = DialogBox.draw(screen, look.say(dialog.title()), width, lines.size(), dialog.hints(), look);
        Paragraphs.draw(lines, 0, area);
    }
}
