package dev.jimg.tui.view;

import dev.jimg.service.RemovalPlan;
import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.ImagesPane;
import dev.jimg.tui.state.Loadable;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;

/** The note in the lower edge of the images pane: how many are marked, and what their removal would free. */
final class MarkedNote {

    private MarkedNote() {}

    static void draw(AppState state, Area area, Look look) {
        int marked = marked(state.images());
        if (marked == 0) {
            return;
        }
        String count = look.say("images.marked", marked);
        String both = count + " · " + frees(state.images().marks().weight(), look);
        String note = CellText.width(both) <= area.width() - 6 ? both : count;
        if (CellText.width(note) <= area.width() - 6) {
            area.text(2, area.height() - 1, " " + note + " ", state.focus() == Pane.IMAGES ? look.theme().accent()
                    : look.theme().dim());
        }
    }

    private static String frees(Loadable<RemovalPlan> weight, Look look) {
        if (weight.failure().isPresent()) {
            return look.say("images.frees", "—");
        }
        // What was known before stands there until the next is known: at every key another «…» would flicker.
        return look.say("images.frees", weight.value().map(plan -> HumanSize.inList(plan.frees())).orElse("…"));
    }

    private static int marked(ImagesPane pane) {
        if (pane.marks().anchor().isEmpty()) {
            return pane.marks().keys().size();
        }
        int from = Math.min(pane.marks().anchor().getAsInt(), pane.cursor().index());
        int to = Math.max(pane.marks().anchor().getAsInt(), pane.cursor().index());
        if (pane.marks().keys().isEmpty()) {
            return to - from + 1;
        }
        int more = 0;
        for (int i = from; i <= Math.min(to, pane.shown().size() - 1); i++) {
            more += pane.marks().keys().contains(pane.shown().get(i).key()) ? 0 : 1;
        }
        return pane.marks().keys().size() + more;
    }
}
