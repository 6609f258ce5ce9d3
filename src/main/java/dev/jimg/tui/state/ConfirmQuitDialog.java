package dev.jimg.tui.state;

import java.util.List;

/**
 * Asks before jobs are broken off. To stay is what every key means but the one that says quit, and Ctrl-C, which
 * somebody in a hurry presses twice.
 */
public record ConfirmQuitDialog() implements Dialog {

    /** What would be broken off now; fewer as they end. */
    public static List<Job> running(AppState state) {
        return state.transfers().all().stream().filter(Transfer::active).map(Transfer::job).toList();
    }

    @Override
    public Update key(AppState state, String key) {
        return switch (key) {
            case "y", "Y", "ctrl+c" -> Update.of(state.closeDialog(), new Effect.Quit());
            case "esc", "enter", "q", "n", "N" -> Update.of(state.closeDialog());
            default -> Update.of(state);
        };
    }

    @Override
    public boolean takesInterrupt() {
        return true;
    }

    @Override
    public List<Hint> hints() {
        return List.of(new Hint("y", "action.quit"), new Hint("esc", "quit.stay"));
    }
}
