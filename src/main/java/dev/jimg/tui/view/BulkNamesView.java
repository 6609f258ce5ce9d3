package dev.jimg.tui.view;

import dev.jimg.oci.Reference;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.BulkNamesDialog;
import dev.jimg.tui.state.ImageRow;
import dev.jimg.tui.state.ListCursor;
import dev.jimg.tui.state.Text;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import java.util.Optional;

/** By which rule all marked images are tagged or copied, and what each would be called. */
final class BulkNamesView {

    private static final int WIDTH = 84;
    private static final int NAME = 0;
    private static final int TARGET = 1;

    private BulkNamesView() {}

    static void draw(BulkNamesDialog dialog, AppState state, Area screen, Look look) {
        boolean tag = dialog.kind() == BulkNamesDialog.Kind.TAG;
        int count = dialog.rows().size();
        int lines = Math.min(count, BulkNamesDialog.lines(state.size()));
        String note = lines < count ? look.say("remove.position", dialog.top() + 1, dialog.top() + lines, count) : "";
        int gap = state.size().rows() < 16 ? 0 : 1;
        Area area = DialogBox.draw(screen, look.count(tag ? "bulk.tag" : "bulk.copy", count), note,
                Math.min(WIDTH, DialogBox.room(screen)), 2 + gap + lines, dialog.hints(), look);
        int x = area.text(0, 0, look.say(tag ? "tag.as" : "bulk.copy-to") + " ", look.theme().dim());
        boolean focused = state.dialog().filter(dialog::equals).isPresent();
        InputLine.draw(dialog.line(), area.sub(x, 0, area.width() - x, 1), focused, look.theme().strong());
        Optional<Text> problem = dialog.problem();
        area.text(0, 1, area.width(), problem.map(look::say).orElseGet(() ->
                look.say(tag ? "bulk.tag-teach" : "bulk.copy-teach")), problem.isPresent() ? look.theme().warning()
                : look.theme().dim());
        Area list = area.sub(0, 2 + gap, area.width(), area.height() - 2 - gap);
        Columns columns = Columns.fit(list.width(), Column.text("name", 10, 1, 0).wishing(28),
                Column.text("target", 14, 2, 0));
        new Table(list, columns, false, look).rows(list, count, new ListCursor(-1, dialog.top()),
                (index, line) -> image(dialog, dialog.rows().get(index), line, look));
        Scrollbar.inDialog(screen, list, dialog.top(), count, look);
    }

    private static void image(BulkNamesDialog dialog, ImageRow row, Table.Line line, Look look) {
        Optional<Reference> target = dialog.possible() == 0 ? Optional.empty() : dialog.target(row);
        line.cell(NAME, CellText.truncateLeft(row.name(), line.width(NAME)), target.isPresent() ? look.theme().text()
                : look.theme().dim());
        if (target.isPresent()) {
            String words = "→ " + target.get().familiar();
            String taken = dialog.takes(row) ? " " + look.say("bulk.takes") : "";
            line.cell(TARGET, CellText.truncateMiddle(words, Math.max(8, line.width(TARGET) - CellText.width(taken))) + taken,
                    taken.isEmpty() ? look.theme().accent() : look.theme().warning());
        } else if (dialog.possible() > 0) {
            line.cell(TARGET, look.say(row.tag().isEmpty() ? "bulk.no-name" : "bulk.own-name"), look.theme().dim());
        }
    }
}
