package dev.jimg.tui.view;

import dev.jimg.files.Waste;
import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.WasteDialog;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import java.util.ArrayList;
import java.util.List;

/** What is stored in vain, the most of it first. */
final class WasteView {

    private static final int WIDTH = 90;

    private WasteView() {}

    static void draw(WasteDialog dialog, AppState state, Area screen, Look look) {
        Waste waste = dialog.waste();
        int width = Math.min(WIDTH, DialogBox.room(screen));
        int percent = (int) Math.floor(waste.efficiency() * 100);
        List<Paragraphs.Line> said = new ArrayList<>(Paragraphs.wrap(look.say("waste.sum",
                HumanSize.inList(waste.wasted()), HumanSize.inList(waste.stored()), percent), Math.max(1, width),
                look.theme().text()));
        if (waste.paths().isEmpty()) {
            said.addAll(Paragraphs.wrap(look.say("waste.none"), Math.max(1, width), look.theme().dim()));
        }
        int top = Math.max(2, said.size());
        int lines = waste.paths().isEmpty() ? said.size() : dialog.lines(state.size()) + 1 + top;
        Area area = DialogBox.draw(screen, look.say("waste.title", dialog.name()), width, lines, dialog.hints(), look);
        Paragraphs.draw(said, 0, area);
        if (waste.paths().isEmpty()) {
            return;
        }
        Columns columns = Columns.fit(area.width(), Column.number(look.say("column.wasted"), 7, 0),
                Column.number(look.say("column.copies"), Math.max(CellText.width(look.say("column.copies")),
                        CellText.width(look.say("waste.removed"))), 2),
                Column.text(look.say("column.path"), 10, 1, 0));
        new Table(area.sub(0, top, area.width(), area.height() - top), columns, true, look).draw(waste.paths().size(),
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
