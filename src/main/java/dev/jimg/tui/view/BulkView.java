package dev.jimg.tui.view;

import dev.jimg.oci.Reference;
import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.BulkDialog;
import dev.jimg.tui.state.ImageRow;
import dev.jimg.tui.state.ListCursor;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.util.Locale;

/** What is to be done with all marked images, a line each. */
final class BulkView {

    private static final int WIDTH = 72;
    private static final int MARK = 0;
    private static final int NAME = 1;
    private static final int SIZE = 2;
    private static final int EFFECT = 3;

    private BulkView() {}

    static void draw(BulkDialog dialog, AppState state, Area screen, Look look) {
        int count = dialog.rows().size();
        int lines = Math.min(count, BulkDialog.lines(state.size()));
        String title = "bulk." + dialog.kind().name().toLowerCase(Locale.ROOT);
        String note = lines < count ? look.say("remove.position", dialog.top() + 1, dialog.top() + lines, count) : "";
        Area area = DialogBox.draw(screen, look.count(title, dialog.possible()), note,
                Math.min(WIDTH, DialogBox.room(screen)), lines, dialog.hints(), look);
        Columns columns = Columns.fit(area.width(), Column.gutter(1), Column.text("name", 10, 1, 0).wishing(40),
                Column.number("size", 7, 1), Column.text("effect", 12, 2, 0).wishing(26).upTo(40));
        new Table(area, columns, false, look).rows(area, count, new ListCursor(-1, dialog.top()),
                (index, line) -> image(dialog, dialog.rows().get(index), line, look));
    }

    private static void image(BulkDialog dialog, ImageRow row, Table.Line line, Look look) {
        boolean possible = dialog.possible(row);
        Style style = possible ? look.theme().text() : look.theme().dim();
        line.cell(MARK, possible ? mark(dialog.kind()) : "–", possible ? look.theme().accent() : look.theme().dim());
        line.cell(NAME, CellText.truncateLeft(row.name(), line.width(NAME)), style);
        line.cell(SIZE, HumanSize.inList(row.image().size()), style);
        boolean damaged = !row.image().health().good();
        line.cell(EFFECT, effect(dialog.kind(), row, look), damaged && !registry(dialog.kind()) ? look.theme().error()
                : look.theme().dim());
    }

    private static boolean registry(BulkDialog.Kind kind) {
        return kind == BulkDialog.Kind.PULL || kind == BulkDialog.Kind.PUSH;
    }

    private static String mark(BulkDialog.Kind kind) {
        return kind == BulkDialog.Kind.PUSH ? "↑" : kind == BulkDialog.Kind.VERIFY ? "▸" : "↓";
    }

    private static String effect(BulkDialog.Kind kind, ImageRow row, Look look) {
        if (!registry(kind)) {
            return Flaws.first(row.image().health(), look);
        }
        return row.tag().map(Reference::domain).map(host -> look.say(kind == BulkDialog.Kind.PULL ? "bulk.from"
                : "bulk.to", host)).orElseGet(() -> look.say("bulk.no-name"));
    }
}
