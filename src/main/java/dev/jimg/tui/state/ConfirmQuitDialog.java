package dev.jimg.tui.state;

import java.util.List;

/**
 * Asks before transfers are broken off. To stay is what every key means but the one that says quit, and Ctrl-C, which
 * somebody in a hurry presses twice.
 *
 * @param running how many transfers are not at their end
 */
public record ConfirmQuitDialog(int running) implements Dialog {

    static ConfirmQuitDialog of(AppState state) {
        return new ConfirmQuitDialog((int) state.transfers().all().stream().filter(Transfer::active).count());
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

    /** Counts down as transfers end; without any there is nothing to lose. */
    @Override
    public Dialog on(Event event) {
        boolean ended = event instanceof Event.TransferDone || event instanceof Event.JobDone
                || event instanceof Event.TransferFailed
                || event instanceof Event.TransferCancelled;
        return ended ? new ConfirmQuitDialog(Math.max(0, running - 1)) : this;
    }

    @Override
    public List<Hint> hints() {
        return List.of(new Hint("y", "action.quit"), new Hint("esc", "quit.stay"));
    }
}
