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
        int room = Math.min(MOST_NAMED, Math.max(0, screen.height() - OTHER_LINES));
        boolean store = ConfirmQuitDialog.onStore(state);
        // On the store all goes on but what is bound, and that is told with its reason.
        if (dialog.keeps() || store) {
            List<Job> bound = running.stream().filter(job -> !job.outlives(store)).toList();
            List<Job> going = running.stream().filter(job -> job.outlives(store)).toList();
            // What is lost is named first, and in any case.
            int boundRoom = Math.min(room, bound.size());
            lines.addAll(named(going, room - boundRoom, width, look));
            if (!going.isEmpty()) {
                lines.addAll(Paragraphs.wrap(look.count(how(going, store), going.size()), width, look.theme().text()));
            }
            lines.addAll(store ? broken(bound, boundRoom, width, look) : named(bound, boundRoom, width, look));
            if (!bound.isEmpty() && !store) {
                lines.addAll(cost(bound, width, look));
            }
        } else {
            lines.addAll(named(running, room, width, look));
            lines.addAll(cost(running, width, look));
        }
        Area area = DialogBox.draw(screen, look.say("quit.title"), width, lines.size(),
                running.isEmpty() ? ConfirmQuitDialog.nothingRuns(dialog.keeps()) : dialog.hints(running), look);
        Paragraphs.draw(lines, 0, area);
    }

    private static String how(List<Job> going, boolean store) {
        if (!store) {
            return "quit.moves";
        }
        boolean again = going.stream().anyMatch(Job::beginsAgain);
        return !again ? "quit.continues" : going.stream().allMatch(Job::beginsAgain) ? "quit.again" : "quit.mixed";
    }

    private static List<Paragraphs.Line> named(List<Job> jobs, int room, int width, Look look) {
        List<Paragraphs.Line> lines = new ArrayList<>();
        int named = Math.min(jobs.size(), room);
        for (Job job : jobs.subList(0, named)) {
            String kind = look.say("kind." + job.kind()) + "  ";
            lines.addAll(Paragraphs.wrap(kind + CellText.truncateMiddle(job.name(),
                    Math.max(0, width - CellText.width(kind))), width, look.theme().text()));
        }
        if (jobs.size() > named && named > 0) {
            lines.addAll(Paragraphs.wrap(look.say("palette.more", jobs.size() - named), width, look.theme().dim()));
        }
        return lines;
    }

    /** What no other process can go on with, and why. */
    private static List<Paragraphs.Line> broken(List<Job> bound, int room, int width, Look look) {
        List<Paragraphs.Line> lines = new ArrayList<>();
        int left = room;
        for (Job.Tie tie : Job.Tie.values()) {
            List<Job> tied = bound.stream().filter(job -> job.tie() == tie).toList();
            if (!tied.isEmpty()) {
                lines.addAll(named(tied, left, width, look));
                left = Math.max(0, left - tied.size());
                lines.addAll(Paragraphs.wrap(look.count(why(tie), tied.size()), width, look.theme().warning()));
            }
        }
        return lines;
    }

    private static String why(Job.Tie tie) {
        return switch (tie) {
            case PIPE -> "quit.bound-pipe";
            case ADDRESS -> "quit.bound-address";
            case SCREEN -> "quit.bound-screen";
        };
    }

    /** What is broken off where nothing can go on. */
    private static List<Paragraphs.Line> cost(List<Job> running, int width, Look look) {
        List<Paragraphs.Line> lines = new ArrayList<>();
        boolean pulls = running.stream().anyMatch(Job.Pull.class::isInstance);
        if (pulls) {
            lines.addAll(Paragraphs.wrap(look.say("quit.kept"), width, look.theme().text()));
        }
        if (running.stream().anyMatch(job -> !(job instanceof Job.Pull))) {
            lines.addAll(Paragraphs.wrap(look.say(pulls ? "quit.dropped" : "quit.dropped-all"), width,
                    look.theme().text()));
        }
        return lines;
    }
}
