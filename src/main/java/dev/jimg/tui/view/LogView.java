package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.LogDialog;
import dev.jimg.tui.state.Notice;
import dev.jimg.tui.state.Target;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.util.List;

/** What was said, the latest first, and below it the whole story of the selected one. */
final class LogView {

    private static final int WIDTH = 96;

    private LogView() {}

    static void draw(LogDialog dialog, AppState state, Area screen, Look look) {
        Area area = DialogBox.draw(screen, look.say("log.title"), Math.min(WIDTH, DialogBox.room(screen)),
                height(dialog, state, screen, look), dialog.hints(), look);
        if (dialog.entries().isEmpty()) {
            Paragraphs.alone(look.say("log.empty"), area, look);
            return;
        }
        int rows = Math.min(dialog.listHeight(state.size()), area.height());
        for (int y = 0; y < rows && dialog.cursor().top() + y < dialog.entries().size(); y++) {
            int index = dialog.cursor().top() + y;
            area.sub(0, y, area.width(), 1).target(new Target.Row(index - dialog.cursor().index()));
            entry(dialog.entries().get(index), index == dialog.cursor().index(), state,
                    area.sub(0, y, area.width(), 1), look);
        }
        Rule.draw(area, rows, "", look);
        Area below = area.sub(0, rows + 1, area.width(), area.height() - rows - 1);
        List<Paragraphs.Line> story = story(dialog, below.width(), look);
        Paragraphs.draw(story, Math.max(0, Math.min(dialog.story(), story.size() - below.height())), below);
    }

    private static int height(LogDialog dialog, AppState state, Area screen, Look look) {
        int width = Math.min(WIDTH, DialogBox.room(screen));
        return dialog.listHeight(state.size()) + 1 + Math.max(4, story(dialog, width, look).size());
    }

    private static List<Paragraphs.Line> story(LogDialog dialog, int width, Look look) {
        return dialog.selected().map(notice -> notice.failure()
                        .map(failure -> Paragraphs.failure(failure, Math.max(1, width), look))
                        .orElseGet(() ->
                                Paragraphs.wrap(look.say(notice.text()), Math.max(1, width), look.theme().text())))
                .orElse(List.of());
    }

    private static void entry(Notice notice, boolean selected, AppState state, Area area, Look look) {
        Style base = selected ? look.theme().selected() : look.theme().text();
        if (selected) {
            area.fill(base);
        }
        String mark = switch (notice.severity()) {
            case INFO -> "·";
            case DONE -> "✔";
            case ERROR -> "✗";
        };
        Style markStyle = switch (notice.severity()) {
            case INFO -> look.theme().dim();
            case DONE -> look.theme().good();
            case ERROR -> look.theme().error();
        };
        area.text(0, 0, mark, selected ? base : markStyle);
        String age = Ages.ago(notice.at(), state.now(), look);
        boolean roomy = area.width() >= 50;
        int end = roomy ? area.width() - Ages.CELLS - 2 : area.width();
        area.text(2, 0, Math.max(0, end - 2), CellText.sanitize(look.say(notice.text())), base);
        if (roomy) {
            area.textRight(area.width(), 0, age, selected ? base : look.theme().dim());
        }
    }
}
