package dev.jimg.tui.state;

import dev.jimg.service.RemoveRequest;
import java.util.List;

/**
 * Asks once before containers are stopped and taken away and their images after them; all steps are told before.
 *
 * @param what the removal that comes last
 * @param top the first step in sight
 */
public record ClearDialog(List<ClearStep> steps, RemoveRequest what, int top) implements Dialog {

    public ClearDialog {
        steps = List.copyOf(steps);
    }

    @Override
    public Update key(AppState state, String key) {
        return switch (key) {
            case "y" -> Update.of(state.closeDialog().closeDialog().say(Notice.Severity.INFO, Text.of("clear.working")),
                    new Effect.ClearAndRemove(steps, what));
            case "esc", "q", "n" -> Update.of(state.closeDialog());
            case "up", "k" -> scroll(state, -1);
            case "down", "j" -> scroll(state, 1);
            case "pgup" -> scroll(state, -lines(state.size()));
            case "pgdn" -> scroll(state, lines(state.size()));
            default -> Update.of(state);
        };
    }

    @Override
    public boolean coversBelow() {
        return true;
    }

    @Override
    public List<Hint> hints() {
        return List.of(new Hint("y", "clear.do"), new Hint("esc", "dialog.back"));
    }

    /** Steps that can be seen at once on a screen. */
    public static int lines(ScreenSize size) {
        return Math.max(1, size.rows() - 7);
    }

    private Update scroll(AppState state, int step) {
        int next = Math.max(0, Math.min(top + step, steps.size() - lines(state.size())));
        return Update.of(state.replace(new ClearDialog(steps, what, next)));
    }
}
