package dev.jimg.tui.view;

import dev.jimg.service.RemovalPlan;
import dev.jimg.service.keep.KeepForecast;
import dev.jimg.service.keep.KeepPlan;
import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.KeepDialog;
import dev.jimg.tui.state.ListCursor;
import dev.jimg.tui.state.Target;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.util.List;
import java.util.Optional;

/** A rule, what it says of every image it looks at, and what it frees. */
final class KeepView {

    private static final int WIDTH = 76;
    private static final int MARK = 0;
    private static final int NAME = 1;
    private static final int AGE = 2;
    private static final int SIZE = 3;
    private static final int WHY = 4;

    private KeepView() {}

    static void draw(KeepDialog dialog, AppState state, Area screen, Look look) {
        int width = Math.min(WIDTH, DialogBox.room(screen));
        boolean compact = KeepDialog.compact(state.size());
        int fields = compact ? 1 : dialog.fields().size() + 1;
        int lines = KeepDialog.lines(state.size());
        int count = rows(dialog).size();
        String note = count > lines ? look.say("remove.position", dialog.top() + 1,
                Math.min(count, dialog.top() + lines), count) : "";
        Area area = DialogBox.draw(screen, look.say("keep.title"), note, width, fields + lines + (compact ? 1 : 2),
                dialog.hints(), look);
        fields(dialog, state, area, compact, look);
        int room = Math.max(0, area.height() - fields - 1);
        images(dialog, state, area.sub(0, fields, area.width(), Math.min(lines, room)), look);
        sum(dialog, area.sub(0, area.height() - 1, area.width(), 1), look);
    }

    private static void fields(KeepDialog dialog, AppState state, Area area, boolean compact, Look look) {
        int labels = 0;
        for (int i = 0; i < dialog.fields().size(); i++) {
            labels = Math.max(labels, CellText.width(look.say(dialog.fields().get(i).label())));
        }
        boolean top = state.dialog().filter(dialog::equals).isPresent() && !dialog.asking();
        for (int i = 0; i < dialog.fields().size(); i++) {
            if (!compact || i == dialog.focus()) {
                Area row = area.sub(0, compact ? 0 : i, area.width(), 1);
                row.target(new Target.Choice(i));
                FormView.field(dialog.fields().get(i), i == dialog.focus() && !dialog.asking(), top, labels, row, look);
            }
        }
    }

    private static void images(KeepDialog dialog, AppState state, Area area, Look look) {
        List<KeepPlan.Row> rows = rows(dialog);
        if (dialog.forecast().failure().isPresent()) {
            Paragraphs.write(dialog.forecast().failure().get(), area, look);
            return;
        }
        if (rows.isEmpty()) {
            area.text(2, 0, area.width() - 2, look.say(dialog.forecast().value().isEmpty() ? "remove.waiting"
                    : "keep.none"), look.theme().dim());
            return;
        }
        Columns columns = Columns.fit(area.width(), Column.gutter(1), Column.text("name", 10, 1, 0).wishing(34),
                Column.number("age", Ages.briefCells(look), 2), Column.number("size", 7, 1),
                Column.text("why", 12, 2, 0).wishing(27).upTo(36));
        new Table(area, columns, false, look).rows(area, rows.size(), new ListCursor(-1, dialog.top()),
                (index, line) -> image(rows.get(index), state, line, look));
    }

    private static void image(KeepPlan.Row row, AppState state, Table.Line line, Look look) {
        boolean goes = !row.verdict().stays();
        Style style = goes ? look.theme().warning() : look.theme().dim();
        String first = row.names().get(0).familiar();
        String name = row.names().size() == 1 ? first : first + " +" + (row.names().size() - 1);
        line.cell(MARK, goes ? "✗" : "–", style);
        line.cell(NAME, CellText.truncateLeft(name, line.width(NAME)), goes ? look.theme().text() : look.theme().dim());
        line.cell(AGE, Ages.brief(row.image().created(), state.now(), look), look.theme().dim());
        line.cell(SIZE, HumanSize.inList(row.image().size()), goes ? look.theme().text() : look.theme().dim());
        line.cell(WHY, why(row, look), style);
    }

    private static String why(KeepPlan.Row row, Look look) {
        return switch (row.verdict()) {
            case NEWEST -> row.rank() == 1 ? look.say("keep.newest-one") : look.say("keep.number", row.rank());
            case IN_USE -> look.say("keep.in-use");
            case PROTECTED -> look.say("keep.protected", row.pattern().orElse(""));
            case YOUNG -> look.say("keep.young");
            case GOES -> look.say("keep.goes");
        };
    }

    private static void sum(KeepDialog dialog, Area line, Look look) {
        Optional<KeepForecast> known = dialog.forecast().value().filter(f -> dialog.forecast().failure().isEmpty());
        if (dialog.problem().isPresent()) {
            line.text(0, 0, line.width(), look.say(dialog.problem().get()), look.theme().warning());
        } else if (known.isPresent() && !known.get().plan().rows().isEmpty()) {
            RemovalPlan removal = known.get().removal();
            int going = known.get().plan().going().size();
            line.text(0, 0, line.width(), look.count("keep.sum", going, known.get().plan().rows().size() - going,
                    HumanSize.inList(removal.frees()), HumanSize.inList(removal.total())),
                    dialog.forecast().loading() ? look.theme().dim() : look.theme().strong());
        }
    }

    private static List<KeepPlan.Row> rows(KeepDialog dialog) {
        return dialog.forecast().value().filter(known -> dialog.forecast().failure().isEmpty())
                .map(known -> known.plan().rows()).orElse(List.of());
    }
}
