package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.ClearDialog;
import dev.jimg.tui.state.ClearStep;
import dev.jimg.tui.state.ListCursor;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.util.Locale;

/** All steps of clearing the way for a removal, numbered in their order. */
final class ClearView {

    private static final int WIDTH = 72;
    private static final int NUMBER = 0;
    private static final int WHAT = 1;
    private static final int SUBJECT = 2;

    private ClearView() {}

    static void draw(ClearDialog dialog, AppState state, Area screen, Look look) {
        int count = dialog.steps().size();
        int lines = Math.min(count, ClearDialog.lines(state.size()));
        String note = lines < count ? look.say("remove.position", dialog.top() + 1, dialog.top() + lines, count) : "";
        int width = Math.min(WIDTH, DialogBox.room(screen));
        Area area = DialogBox.draw(screen, look.say("clear.title"), note, width, lines, dialog.hints(), look);
        int verbs = 0;
        for (ClearStep.Kind kind : ClearStep.Kind.values()) {
            verbs = Math.max(verbs, CellText.width(verb(kind, look)));
        }
        Columns columns = Columns.fit(area.width(), Column.number("#", Integer.toString(count).length(), 0),
                Column.fixed("what", verbs, 0), Column.text("subject", 8, 1, 0));
        new Table(area, columns, false, look).rows(area, count, new ListCursor(-1, dialog.top()), (index, line) -> {
            ClearStep step = dialog.steps().get(index);
            Style style = step.kind() == ClearStep.Kind.STOP ? look.theme().text() : look.theme().warning();
            line.cell(NUMBER, Integer.toString(index + 1), look.theme().dim());
            line.cell(WHAT, verb(step.kind(), look), style);
            line.cell(SUBJECT, CellText.truncateMiddle(step.subject(), line.width(SUBJECT)), look.theme().strong());
        });
    }

    private static String verb(ClearStep.Kind kind, Look look) {
        return look.say("clear." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
