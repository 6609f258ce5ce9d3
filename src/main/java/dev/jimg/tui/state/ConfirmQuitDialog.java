package dev.jimg.tui.state;

import dev.jimg.service.BackendInfo;
import java.util.List;

/**
 * Asks before jobs are broken off. Where they can go on without the screen, they do, unless somebody says otherwise;
 * elsewhere to stay is what every key means but the one that says quit. Ctrl-C is what somebody in a hurry presses
 * twice.
 */
public record ConfirmQuitDialog(boolean keeps) implements Dialog {

    static ConfirmQuitDialog of(AppState state) {
        return new ConfirmQuitDialog(running(state).stream().anyMatch(job -> job.outlives(onStore(state))));
    }

    /** Whether this is where all that can be handed over goes on. */
    public static boolean onStore(AppState state) {
        return state.backend().filter(info -> info.kind() == BackendInfo.Kind.STORE).isPresent();
    }

    /** What this process does now; less as jobs end. */
    public static List<Job> running(AppState state) {
        return state.transfers().all().stream().filter(transfer -> transfer.active() && !transfer.inBackground())
                .map(Transfer::job).toList();
    }

    @Override
    public Update key(AppState state, String key) {
        return switch (key) {
            case "y", "Y", "ctrl+c" -> leave(state, keeps);
            case "enter" -> keeps ? leave(state, true) : Update.of(state.closeDialog());
            case "c", "C" -> keeps ? leave(state, false) : Update.of(state);
            case "esc", "q", "n", "N" -> Update.of(state.closeDialog());
            default -> Update.of(state);
        };
    }

    private static Update leave(AppState state, boolean keep) {
        return Update.of(state.closeDialog(), new Effect.Quit(keep));
    }

    @Override
    public boolean takesInterrupt() {
        return true;
    }

    /** What is left to choose once all jobs have ended: no key does another thing than before. */
    public static List<Hint> nothingRuns(boolean keeps) {
        return List.of(new Hint(keeps ? "enter" : "y", "action.quit"), new Hint("esc", "quit.stay"));
    }

    /** @param running there is at least one */
    public List<Hint> hints(List<Job> running) {
        if (!keeps || running.size() > 1) {
            return hints();
        }
        return List.of(new Hint("enter", running.get(0).beginsAgain() ? "quit.keep-again" : "quit.keep-one"),
                new Hint("c", "quit.cancel-one"), new Hint("esc", "quit.stay"));
    }

    @Override
    public List<Hint> hints() {
        return keeps ? List.of(new Hint("enter", "quit.keep"), new Hint("c", "quit.cancel"),
                new Hint("esc", "quit.stay"))
                : List.of(new Hint("y", "action.quit"), new Hint("esc", "quit.stay"));
    }
}
