package dev.jimg.tui.view;

import dev.jimg.service.RemovalPlan;
import dev.jimg.service.RemovalPlan.Target;
import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.ImageRow;
import dev.jimg.tui.state.ListCursor;
import dev.jimg.tui.state.RemoveDialog;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.util.List;

/** The dialog that says what a removal costs before it happens. */
final class RemoveDialogView {

    private static final int WIDTH = 72;
    private static final int MARK = 0;
    private static final int NAME = 1;
    private static final int SIZE = 2;
    private static final int EFFECT = 3;

    private RemoveDialogView() {}

    static void draw(RemoveDialog dialog, AppState state, Area screen, Look look) {
        int count = dialog.rows().size();
        int width = Math.min(WIDTH, DialogBox.room(screen));
        int lines = Math.min(count, dialog.lines(state.size()));
        int wanted = dialog.plan().failure()
                .map(failure -> Paragraphs.failure(failure, width, look).size()).orElse(lines + 2);
        String title = look.count(dialog.countsNames() ? "remove.title-names" : "remove.title", count, dialog.rows().get(0).name());
        String note = lines < count ? look.say("remove.position", dialog.top() + 1, dialog.top() + lines, count) : "";
        Area area = DialogBox.draw(screen, title, note, width, wanted, dialog.hints(), look);
        if (dialog.plan().failure().isPresent()) {
            Paragraphs.write(dialog.plan().failure().get(), area, look);
            return;
        }
        targets(dialog, area.sub(0, 0, area.width(), lines), look);
        area.text(0, area.height() - 1, area.width(), sum(dialog, state.preferences().undoHours(), area.width(), look),
                look.theme().strong());
    }

    private static void targets(RemoveDialog dialog, Area area, Look look) {
        Columns columns = Columns.fit(area.width(), Column.gutter(1), Column.text("name", 10, 1, 0).wishing(40),
                Column.number("size", 7, 1), Column.text("effect", 16, 2, 0).wishing(30).upTo(40));
        List<Target> targets = dialog.plan().value().map(RemovalPlan::targets).orElse(List.of());
        ListCursor cursor = new ListCursor(-1, dialog.top());
        new Table(area, columns, false, look).rows(area, dialog.rows().size(), cursor, (index, line) -> {
            if (index < targets.size()) {
                target(targets.get(index), line, look);
            } else {
                waiting(dialog.rows().get(index), line, look);
            }
        });
    }

    private static void waiting(ImageRow row, Table.Line line, Look look) {
        line.cell(NAME, CellText.truncateLeft(row.name(), line.width(NAME)), look.theme().text());
        line.cell(SIZE, HumanSize.inList(row.image().size()), look.theme().text());
        line.cell(EFFECT, "…", look.theme().dim());
    }

    private static void target(Target target, Table.Line line, Look look) {
        boolean blocked = target.effect() == RemovalPlan.Effect.BLOCKED;
        boolean deleted = target.effect() == RemovalPlan.Effect.DELETE;
        Style style = blocked ? look.theme().error() : deleted ? look.theme().warning() : look.theme().dim();
        line.cell(MARK, blocked ? "!" : deleted ? "✗" : "–", style);
        line.cell(NAME, CellText.truncateLeft(target.name(), line.width(NAME)), look.theme().text());
        line.cell(SIZE, HumanSize.inList(target.size()), look.theme().text());
        line.cell(EFFECT, effect(target, look), style);
    }

    private static String effect(Target target, Look look) {
        return switch (target.effect()) {
            case UNTAG -> look.say("remove.effect-untag");
            case LEAVE_DANGLING -> look.say("remove.effect-dangling");
            case DELETE -> target.sharedLayers() == 0 ? look.say("remove.effect-delete")
                    : look.count("remove.effect-shared", target.sharedLayers());
            case BLOCKED -> target.usedBy().isEmpty() ? look.say("remove.effect-blocked")
                    : look.say("remove.effect-used", String.join(", ", target.usedBy()));
        };
    }

    private static String sum(RemoveDialog dialog, int hours, int width, Look look) {
        if (dialog.plan().value().isEmpty()) {
            return look.say("remove.waiting");
        }
        RemovalPlan plan = dialog.plan().value().get();
        String frees = HumanSize.inList(plan.frees());
        String total = HumanSize.inList(plan.total());
        if (plan.undoable()) {
            String whole = look.say(dialog.forceHelps() ? "remove.keeps-forced" : "remove.keeps", frees, total,
                    HumanSize.inList(dialog.forced().value().map(RemovalPlan::frees).orElse(0L)), hours);
            return CellText.width(whole) <= width ? whole : look.say("remove.keeps-short", frees, hours);
        }
        if (dialog.forceHelps()) {
            String forced = HumanSize.inList(dialog.forced().value().orElseThrow().frees());
            String whole = look.say("remove.for-good", look.say("remove.frees-forced", frees, total, forced));
            return CellText.width(whole) <= width ? whole : look.say("remove.for-good-short", frees, forced);
        }
        String sum = look.say("remove.frees", frees, total);
        boolean deletes = plan.targets().stream().anyMatch(target -> target.effect() == RemovalPlan.Effect.DELETE);
        return deletes ? look.say("remove.for-good", sum) : sum;
    }
}
