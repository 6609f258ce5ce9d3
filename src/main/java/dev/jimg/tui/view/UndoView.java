package dev.jimg.tui.view;

import dev.jimg.service.Undoable;
import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.UndoDialog;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;

/** What can be taken back: when it was done, what it was, what is kept for it. */
final class UndoView {

    private static final int WIDTH = 72;
    private static final int NARROW = 56;
    private static final int WHAT = 0;
    private static final int WHEN = 1;
    private static final int SIZE = 2;

    private UndoView() {}

    static void draw(UndoDialog dialog, AppState state, Area screen, Look look) {
        int width = Math.min(WIDTH, DialogBox.room(screen));
        int lines = Math.max(1, Math.min(dialog.shown().size(), UndoDialog.lines(state.size())));
        int wanted = dialog.changes().failure().map(why -> Paragraphs.failure(why, width, look).size()).orElse(lines);
        Area area = DialogBox.draw(screen, look.say("undo.title"), width, wanted, dialog.hints(), look);
        if (dialog.changes().failure().isPresent()) {
            Paragraphs.write(dialog.changes().failure().get(), area, look);
        } else if (dialog.shown().isEmpty()) {
            area.text(0, 0, look.say(dialog.changes().loading() ? "undo.reading" : "undo.nothing"), look.theme().dim());
        } else {
            table(dialog, state, area, look);
        }
    }

    private static void table(UndoDialog dialog, AppState state, Area area, Look look) {
        boolean narrow = area.width() < NARROW;
        Columns columns = Columns.fit(area.width(), Column.text("what", 14, 1, 0).wishing(50),
                Column.number("when", narrow ? Ages.briefCells(look) : Ages.CELLS, 2), Column.number("size", 7, 1));
        new Table(area, columns, false, look).rows(area, dialog.shown().size(), dialog.cursor(), (index, line) -> {
            Undoable change = dialog.shown().get(index);
            String what = look.say(UndoDialog.what(change));
            line.cell(WHAT, CellText.truncate(what, line.width(WHAT)), look.theme().text());
            line.cell(WHEN, narrow ? Ages.brief(change.at(), state.now(), look)
                    : Ages.ago(change.at(), state.now(), look), look.theme().dim());
            line.cell(SIZE, change.bytes() > 0 ? HumanSize.inList(change.bytes()) : "", look.theme().text());
        });
    }
}
