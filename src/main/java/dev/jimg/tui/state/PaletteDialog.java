package dev.jimg.tui.state;

import java.util.List;
import java.util.Optional;

/**
 * A line for a command, with what could be meant below it.
 *
 * @param line what is typed, or was taken from the candidates or the history
 * @param candidates the ways to go on from what was typed
 * @param chosen the candidate that stands in the line, -1 if it was typed
 * @param past how many commands back in the history the line is, 0 for none
 * @param problem why the line could not be given as a command
 */
public record PaletteDialog(LineEdit line, List<Candidate> candidates, int chosen, int past, Optional<Text> problem)
        implements Dialog {

    /** Candidates that are shown at once. */
    public static final int SHOWN = 10;

    public PaletteDialog {
        candidates = List.copyOf(candidates);
    }

    static PaletteDialog start(AppState state) {
        return typed(state, LineEdit.EMPTY);
    }

    @Override
    public Update key(AppState state, String key) {
        return switch (key) {
            case "esc" -> Update.of(state.closeDialog());
            case "enter" -> give(state);
            case "tab" -> cycle(state, 1);
            case "shift+tab" -> cycle(state, -1);
            case "up", "ctrl+p" -> remember(state, past + 1);
            case "down", "ctrl+n" -> remember(state, past - 1);
            case "backspace" -> line.text().isEmpty() ? Update.of(state.closeDialog())
                    : Update.of(state.replace(typed(state, line.key(key))));
            default -> LineEdit.takes(key) ? Update.of(state.replace(typed(state, line.key(key)))) : Update.of(state);
        };
    }

    @Override
    public Update paste(AppState state, String text) {
        return Update.of(state.replace(typed(state, line.paste(text))));
    }

    @Override
    public List<Hint> hints() {
        return List.of(new Hint("enter", "palette.run"), new Hint("tab", "palette.complete"),
                new Hint("up", "palette.history"), new Hint("esc", "dialog.close"));
    }

    private static PaletteDialog typed(AppState state, LineEdit line) {
        return new PaletteDialog(line, Commands.candidates(state, line.text()), -1, 0, Optional.empty());
    }

    private Update give(AppState state) {
        String text = line.text().strip();
        if (text.isEmpty()) {
            return Update.of(state.closeDialog());
        }
        Optional<Text> wrong = Commands.problem(state, text);
        if (wrong.isPresent()) {
            return Update.of(state.replace(new PaletteDialog(line, candidates, chosen, past, wrong)));
        }
        return Commands.run(state.closeDialog().withHistory(state.history().add(text)), text);
    }

    /** A single candidate is taken for good, so that the next Tab completes its argument. */
    private Update cycle(AppState state, int step) {
        if (candidates.isEmpty()) {
            return Update.of(state);
        }
        int next = chosen < 0 && step < 0 ? candidates.size() - 1 : Math.floorMod(chosen + step, candidates.size());
        LineEdit taken = LineEdit.of(candidates.get(next).line());
        return Update.of(state.replace(candidates.size() == 1 ? typed(state, taken)
                : new PaletteDialog(taken, candidates, next, 0, Optional.empty())));
    }

    private Update remember(AppState state, int back) {
        List<String> commands = state.history().commands();
        if (back < 0 || back > commands.size()) {
            return Update.of(state);
        }
        LineEdit then = back == 0 ? LineEdit.EMPTY : LineEdit.of(commands.get(commands.size() - back));
        PaletteDialog fresh = typed(state, then);
        return Update.of(state.replace(new PaletteDialog(then, fresh.candidates, -1, back, Optional.empty())));
    }
}
