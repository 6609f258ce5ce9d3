package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.ConfirmQuitDialog;
import dev.jimg.tui.state.Job;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import java.util.ArrayList;
import java.util.List;

/** Says what leaving costs while jobs run. */
final class ConfirmQuitView {

    private static final int WIDTH = 56;
    private static final int MOST_NAMED = 6;
    /** What the frame, the keys and the sentences take on a small screen. */
    private static final int OTHER_LINES = 8;

    private ConfirmQuitView() {}

    static void draw(ConfirmQuitDialog dialog, AppState state, Area screen, Look look) {
        int width = Math.max(1, Math.min(WIDTH, DialogBox.room(screen)));
        List<Job> running = ConfirmQuitDialog.running(state);
        List<Paragraphs.Line> lines = new ArrayList<>();
        String sum = running.isEmpty() ? look.say("quit.none") : look.count("quit.running", running.size());
        lines.addAll(Paragraphs.wrap(sum, width, look.theme().strong()));
        int named = Math.min(running.size(), Math.max(0, Math.min(MOST_NAMED, screen.height() - OTHER_LINES)));
        for (Job job : running.subList(0, named)) {
            String kind = look.say("kind." + job.kind()) + "  ";
            lines.addAll(Paragraphs.wrap(kind + CellText.truncateMiddle(job.name(),
                    Math.max(0, width - CellText.width(kind))), width, look.theme().text()));
        }
        if (running.size() > named && named > 0) {
            lines.addAll(Paragraphs.wrap(look.say("palette.more", running.size() - named), width, look.theme().dim()));
        }
        boolean pulls = running.stream().anyMatch(Job.Pull.class::isInstance);
        if (dialog.keeps()) {
            lines.addAll(Paragraphs.wrap(look.say("quit.continues"), width, look.theme().text()));
        } else if (pulls) {
            lines.addAll(Paragraphs.wrap(look.say("quit.kept"), width, look.theme().text()));
        }
        if (running.stream().anyMatch(job -> dialog.keeps() ? job.wish().isEmpty() : !(job instanceof Job.Pull))) {
            lines.addAll(Paragraphs.wrap(look.say(pulls ? "quit.dropped" : "quit.dropped-all"), width,
                    look.theme().text()));
        }
        Area area = DialogBox.draw(screen, look.say("quit.title"), width, lines.size(), dialog.hints(), look);
        Paragraphs.draw(lines, 0, area);
    }
}
