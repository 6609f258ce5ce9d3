package dev.jimg.tui.view;

import dev.jimg.service.Failure;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.FailureText;
import dev.jimg.tui.state.PullDialog;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import java.util.List;

/** The line in which the name of an image to pull is typed. */
final class PullDialogView {

    private static final int WIDTH = 60;
    private static final int CANDIDATES = 8;
    private static final int ROOM_FOR_WHY = 5;

    private PullDialogView() {}

    static void draw(PullDialog dialog, AppState state, Area screen, Look look) {
        Area area = DialogBox.draw(screen, look.say("pull.title"), WIDTH, 3 + CANDIDATES, dialog.hints(), look);
        int start = area.text(0, 0, look.say("fact.image"), look.theme().dim()) + 2;
        InputLine.draw(dialog.line(), area.sub(start, 0, area.width() - start, 1), true, look.theme().strong());
        int next = 1 + meaning(dialog, area.sub(start, 1, area.width() - start, 3), look);
        boolean tight = area.height() < 3 + CANDIDATES;
        int below = tight ? next : Math.max(3, next);
        Area rest = area.sub(0, below, area.width(), area.height() - below);
        int top = dialog.failure().map(failure -> failed(dialog, failure, rest, look)).orElse(0);
        if (dialog.failure().isEmpty() || !dialog.offered().names().isEmpty()) {
            candidates(dialog, rest.sub(start - 2, top, rest.width() - start + 2, rest.height() - top), look);
        }
    }

    /**
     * Why the name could not be resolved. Where only its tag is wrong, the tags there are help more than advice.
     *
     * @return the row after it
     */
    private static int failed(PullDialog dialog, Failure failure, Area area, Look look) {
        boolean asking = dialog.offered().list().loading();
        if (!asking && dialog.offered().names().isEmpty()) {
            return Paragraphs.write(failure, area, look);
        }
        // Where there is little room, the tags themselves say that the one asked for is not among them.
        boolean tight = area.height() < ROOM_FOR_WHY && !asking;
        int next = tight ? 0 : Paragraphs.write(look.say(FailureText.why(failure)), area, 0, look.theme().error());
        return Paragraphs.write(look.say(asking ? "pull.asking-tags" : "pull.has-tags"), area, next,
                look.theme().text());
    }

    /**
     * What the text stands for, or why it stands for nothing: calm while it is being typed.
     *
     * @return how many lines it took
     */
    private static int meaning(PullDialog dialog, Area row, Look look) {
        if (dialog.line().text().isBlank()) {
            row.text(0, 0, row.width(), look.say("pull.teach"), look.theme().dim());
        } else if (dialog.problem().isPresent()) {
            return Math.min(row.height(), Paragraphs.write(look.say(dialog.problem().get()), row, 0,
                    dialog.insisted() ? look.theme().error() : look.theme().dim()));
        } else {
            dialog.meant().ifPresent(name -> row.text(0, 0,
                    CellText.truncateMiddle(name.toString(), row.width()), look.theme().dim()));
        }
        return 1;
    }

    private static void candidates(PullDialog dialog, Area area, Look look) {
        List<String> all = dialog.completion().candidates();
        int index = dialog.completion().index();
        int top = Math.max(0, Math.min(index - area.height() + 1, all.size() - area.height()));
        for (int y = 0; y < area.height() && top + y < all.size(); y++) {
            boolean current = top + y == index;
            boolean more = y == area.height() - 1 && top + y < all.size() - 1;
            area.text(0, y, current ? "▸" : more ? "…" : " ", look.theme().accent());
            area.text(2, y, CellText.truncateMiddle(all.get(top + y), area.width() - 2),
                    current ? look.theme().strong() : look.theme().text());
        }
    }
}
