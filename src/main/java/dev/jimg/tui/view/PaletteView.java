package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Candidate;
import dev.jimg.tui.state.PaletteDialog;
import dev.jimg.tui.state.Target;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.util.List;

/** The line for commands, and what could be meant below it. */
final class PaletteView {

    private static final int WIDTH = 72;

    private PaletteView() {}

    /** Its height never changes, so that nothing jumps while one types. */
    static void draw(PaletteDialog dialog, AppState state, Area screen, Look look) {
        Area area = DialogBox.draw(screen, look.say("palette.title"), WIDTH, PaletteDialog.SHOWN + 2, dialog.hints(),
                look);
        area.text(0, 0, ":", look.theme().accent());
        InputLine.draw(dialog.line(), area.sub(1, 0, area.width() - 1, 1), true, look.theme().text());
        int next = dialog.problem()
                .map(problem -> Paragraphs.write(look.say(problem), area, 1, look.theme().error())).orElse(2);
        candidates(dialog, area.sub(0, next, area.width(), Math.max(0, area.height() - next)), look);
    }

    private static void candidates(PaletteDialog dialog, Area area, Look look) {
        List<Candidate> all = dialog.candidates();
        int top = Math.max(0, Math.min(dialog.chosen() - area.height() + 1, all.size() - area.height()));
        int hidden = all.size() - top - area.height();
        String more = hidden > 0 && area.height() > 0 ? "  " + look.say("palette.more", hidden) : "";
        boolean labelled = all.stream().anyMatch(candidate -> !candidate.label().isEmpty());
        int names = labelled ? Math.min(26, area.width() / 2) : area.width();
        for (int y = 0; y < area.height() && top + y < all.size(); y++) {
            Candidate candidate = all.get(top + y);
            boolean chosen = top + y == dialog.chosen();
            Style base = chosen ? look.theme().selected() : look.theme().text();
            if (chosen) {
                area.sub(0, y, area.width(), 1).fill(base);
            }
            area.sub(0, y, area.width(), 1).target(new Target.Choice(top + y));
            boolean enabled = candidate.disabled().isEmpty();
            area.text(0, y, names, candidate.shown(), chosen || enabled ? base : look.theme().dim());
            if (labelled) {
                String label = look.say(enabled ? candidate.label() : candidate.disabled());
                label = label.equals(candidate.shown()) ? "" : label;
                int kept = y == area.height() - 1 ? CellText.width(more) : 0;
                area.text(names + 1, y, Math.max(0, area.width() - names - 1 - kept), label,
                        chosen ? base : look.theme().dim());
            }
        }
        if (!more.isEmpty()) {
            area.text(area.width() - CellText.width(more), area.height() - 1, more, look.theme().dim());
        }
    }
}
