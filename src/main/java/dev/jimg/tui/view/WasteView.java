package dev.jimg.tui.view;

import dev.jimg.files.Waste;
import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.WasteDialog;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;

/** What is stored in vain, the most of it first. */
final class WasteView {

    private static final int WIDTH = 90;

    private WasteView() {}

    static void draw(WasteDialog dialog, AppState state, Area screen, Look look) {
        Waste waste = dialog.waste();
        int width = Math.min(WIDTH, DialogBox.room(screen));
        int lines = waste.paths().isEmpty() ? 2 : dialog.lines(state.size()) + 3;
        Area area = DialogBox.draw(screen, look.say("waste.title", dialog.name()), width, lines, dialog.hints(), look);
        int percent = (int) Math.floor(waste.efficiency() * 100);
        area.text(0, 0, area.width(), look.say("waste.sum", HumanSize.inList(waste.wasted()),
                HumanSize.inList(waste.stored()), percent), look.theme().text());
        if (waste.paths().isEmpty()) {
            area.text(0, 1, look.say("waste.none"), look.theme().dim());
            return;
        }
        Columns columns = Columns.fit(area.width(), Column.number(look.say("column.wasted"), 7, 0),
                Column.number(look.say("column.copies"), Math.max(CellText.width(look.say("column.copies")),
                        CellText.width(look.say("waste.removed"))), 2),
                Column.text(look.say("column.path"), 10, 1, 0));
        new Table(area.sub(0, 2, area.width(), area.height() - 2), columns, true, look).draw(waste.paths().size(),
                dialog.cursor(), (index, line) -> {
                    Waste.Path path = waste.paths().get(index);
                    line.cell(0, HumanSize.inList(path.bytes()), look.theme().warning());
                    line.cell(1, path.removed() ? look.say("waste.removed") : Integer.toString(path.copies()),
                            look.theme().dim());
                    line.cell(2, CellText.truncateLeft("/" + CellText.sanitize(Modes.text(path.path())), line.width(2)),
                            look.theme().text());
                });
    }
}
