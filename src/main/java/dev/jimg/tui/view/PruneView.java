package dev.jimg.tui.view;

import dev.jimg.service.PrunePlan;
import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.FailureText;
import dev.jimg.tui.state.Loadable;
import dev.jimg.tui.state.PruneDialog;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import java.util.List;

/** What can be cleared away at once, and what it frees. */
final class PruneView {

    private static final int WIDTH = 64;

    private PruneView() {}

    static void draw(PruneDialog dialog, AppState state, Area screen, Look look) {
        boolean marked = !dialog.marked().isEmpty();
        boolean cached = dialog.cache().filter(bytes -> bytes > 0).isPresent();
        Area area = DialogBox.draw(screen, look.say("prune.title"), Math.min(WIDTH, DialogBox.room(screen)),
                5 + (marked ? 2 : 0) + (cached ? 1 : 0), dialog.hints(), look);
        boolean roomy = area.height() >= (marked ? 7 : 5);
        int y = marked ? marked(dialog, state, area, look) + (roomy ? 1 : 0) : 0;
        int next = plan("prune.dangling", dialog.dangling(), area, y, look) + (roomy ? 1 : 0);
        int last = plan("prune.unused", dialog.unused(), area, next, look);
        if (cached && last < area.height()) {
            line(look.say("usage.build-cache"), look.say("images.frees", HumanSize.inList(dialog.cache().get())), area,
                    last + (roomy && last + 1 < area.height() ? 1 : 0), look);
        }
    }

    private static int marked(PruneDialog dialog, AppState state, Area area, Look look) {
        String frees = state.images().marks().weight().value().map(plan -> look.say("images.frees",
                HumanSize.inList(plan.frees()))).orElse("…");
        return line(look.say("images.marked", dialog.marked().size()), frees, area, 0, look);
    }

    /** @return the row after it */
    private static int line(String name, String words, Area area, int y, Look look) {
        area.text(0, y, name, look.theme().strong());
        area.text(area.width() - CellText.width(words), y, words, look.theme().warning());
        return y + 1;
    }

    /** @return the row after it */
    private static int plan(String label, Loadable<PrunePlan> plan, Area area, int y, Look look) {
        String name = look.say(label);
        int end = area.text(0, y, name, look.theme().strong()) + 2;
        String words = words(plan, look);
        boolean beside = end + CellText.width(words) <= area.width();
        int row = beside ? y : y + 1;
        boolean failed = plan.failure().isPresent();
        area.text(beside ? area.width() - CellText.width(words) : 2, row, Math.max(0, area.width() - 2), words,
                failed ? look.theme().error() : PruneDialog.worth(plan) ? look.theme().warning() : look.theme().dim());
        return plan.value().filter(known -> known.partial() > 0).map(known -> {
            area.text(2, row + 1, look.say("prune.partial", HumanSize.inList(known.partial())), look.theme().dim());
            return row + 2;
        }).orElse(row + 1);
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
