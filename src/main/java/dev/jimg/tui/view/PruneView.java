package dev.jimg.tui.view;

import dev.jimg.service.PrunePlan;
import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.FailureText;
import dev.jimg.tui.state.Loadable;
import dev.jimg.tui.state.PruneDialog;
import dev.jimg.tui.state.Target;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.util.List;

/** What can be cleared away at once, and what it frees. */
final class PruneView {

    private static final int WIDTH = 64;

    private PruneView() {}

    static void draw(PruneDialog dialog, AppState state, Area screen, Look look) {
        boolean marked = !dialog.marked().isEmpty();
        boolean cached = dialog.cache().filter(bytes -> bytes > 0).isPresent();
        int width = Math.min(WIDTH, DialogBox.room(screen));
        List<Paragraphs.Line> note = note(dialog, state, width, look);
        int wanted = 5 + (marked ? 2 : 0) + (cached ? 2 : 0) + (dialog.hasTrash() ? 2 : 0)
                + (note.isEmpty() ? 0 : 1 + note.size());
        Area area = DialogBox.draw(screen, look.say("prune.title"), width, wanted, dialog.hints(), look);
        int gap = area.height() >= wanted ? 1 : 0;
        // Where it is tight, what can be cleared away comes before what a part of it is.
        boolean parts = gap > 0 || !dialog.hasTrash();
        int next = marked ? marked(dialog, state, area, look) + gap : 0;
        int first = next;
        next = plan("prune.dangling", dialog.dangling(), parts, area, next, look);
        pressed("d", area, first, next);
        next += gap;
        int second = next;
        next = plan("prune.unused", dialog.unused(), parts, area, next, look);
        pressed("a", area, second, next);
        next += gap;
        if (cached && next < area.height()) {
            String frees = look.say("images.frees", HumanSize.inList(dialog.cache().get()));
            pressed("c", area, next, line("usage.build-cache", frees, look.theme().warning(), area, next, look));
            next += 1 + gap;
        }
        if (dialog.hasTrash()) {
            String frees = look.say("prune.trash-frees", HumanSize.inList(dialog.trash().value().orElse(0L)));
            pressed("t", area, next, line("prune.trash", frees, look.theme().warning(), area, next, look));
            next += 1 + gap;
        }
        Paragraphs.draw(note, 0, area.sub(0, next, area.width(), Math.max(0, area.height() - next)));
    }

    /** What of it comes back; nothing where there is nothing to remove. */
    private static List<Paragraphs.Line> note(PruneDialog dialog, AppState state, int width, Look look) {
        boolean worth = PruneDialog.worth(dialog.dangling()) || PruneDialog.worth(dialog.unused());
        return !dialog.keeps() && !worth ? List.of() : Paragraphs.wrap(dialog.keeps()
                ? look.say("prune.kept", state.preferences().undoHours()) : look.say("prune.gone"), Math.max(1, width),
                look.theme().dim());
    }

    private static void pressed(String key, Area area, int from, int to) {
        area.sub(0, from, area.width(), to - from).target(new Target.Press(key));
    }

    /** @return the row after it */
    private static int marked(PruneDialog dialog, AppState state, Area area, Look look) {
        String frees = state.images().marks().weight().value().map(plan -> look.say("images.frees",
                HumanSize.inList(plan.frees()))).orElse("…");
        area.text(0, 0, look.say("images.marked", dialog.marked().size()), look.theme().strong());
        area.text(area.width() - CellText.width(frees), 0, frees, look.theme().warning());
        return 1;
    }

    /** @return the row after it */
    private static int line(String label, String words, Style style, Area area, int y, Look look) {
        int end = area.text(0, y, look.say(label), look.theme().strong()) + 2;
        boolean beside = end + CellText.width(words) <= area.width();
        area.text(beside ? area.width() - CellText.width(words) : 2, beside ? y : y + 1,
                Math.max(0, area.width() - 2), words, style);
        return beside ? y + 1 : y + 2;
    }

    /** @return the row after it */
    private static int plan(String label, Loadable<PrunePlan> plan, boolean parts, Area area, int y, Look look) {
        Style style = plan.failure().isPresent() ? look.theme().error()
                : PruneDialog.worth(plan) ? look.theme().warning() : look.theme().dim();
        int next = line(label, words(plan, look), style, area, y, look);
        return plan.value().filter(known -> parts && known.partial() > 0).map(known -> {
            area.text(2, next, look.say("prune.partial", HumanSize.inList(known.partial())), look.theme().dim());
            return next + 1;
        }).orElse(next);
    }

    private static String words(Loadable<PrunePlan> plan, Look look) {
        if (plan.failure().isPresent()) {
            return look.say(FailureText.why(plan.failure().get()));
        }
        if (plan.value().isEmpty()) {
            return "…";
        }
        PrunePlan known = plan.value().get();
        List<?> images = known.images();
        return images.isEmpty() && known.partial() == 0 ? look.say("prune.none")
                : look.count("prune.frees", images.size(), HumanSize.inList(known.frees()));
    }
}
