package dev.jimg.tui.state;

import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import java.util.List;
import java.util.Optional;

/**
 * The line in which the name of an image to pull is typed.
 *
 * @param problem why the text is no name
 * @param insisted Enter was pressed on it all the same: the problem is to be seen, not only to be read
 * @param failure why the name that was tried could not be resolved
 */
public record PullDialog(LineEdit line, Completion completion, Optional<Text> problem, boolean insisted,
        Optional<Failure> failure) implements Dialog {

    static PullDialog of(AppState state, String text) {
        return new PullDialog(LineEdit.of(text), Completion.of(state, text), problem(text), false, Optional.empty());
    }

    /** The line again, with the name that could not be resolved. */
    static PullDialog failed(String text, Failure why) {
        return new PullDialog(LineEdit.of(text), Completion.none(text), problem(text), false, Optional.of(why));
    }

    private static Optional<Text> problem(String text) {
        return text.isBlank() ? Optional.empty() : PullLogic.problem(text.strip());
    }

    String text() {
        return line.text().strip();
    }

    /** What would be pulled, defaults filled in; empty while the text is no name. */
    public Optional<Reference> meant() {
        return text().isEmpty() ? Optional.empty() : Reference.tryParse(text()).map(Reference::orLatest);
    }

    @Override
    public Update key(AppState state, String key) {
        return switch (key) {
            case "esc", "ctrl+c" -> Update.of(state.closeDialog());
            case "enter" -> enter(state);
            case "tab", "down" -> Update.of(state.replace(completed(state, 1)));
            case "shift+tab", "up" -> Update.of(state.replace(completed(state, -1)));
            default -> edited(state, line.key(key));
        };
    }

    @Override
    public Update paste(AppState state, String text) {
        return edited(state, line.paste(text));
    }

    private Update edited(AppState state, LineEdit changed) {
        if (changed.text().equals(line.text())) {
            return Update.of(state.replace(new PullDialog(changed, completion, problem, insisted, failure)));
        }
        return Update.of(state.replace(new PullDialog(changed, Completion.of(state, changed.text()),
                problem(changed.text()), false, Optional.empty())));
    }

    private PullDialog completed(AppState state, int step) {
        boolean none = completion.candidates().isEmpty();
        Completion next = (none ? Completion.of(state, line.text()) : completion).cycle(step);
        return new PullDialog(LineEdit.of(next.text()), next, problem(next.text()), false, Optional.empty());
    }

    private Update enter(AppState state) {
        if (text().isEmpty()) {
            return Update.of(state);
        }
        return problem.isPresent() ? Update.of(state.replace(new PullDialog(line, completion, problem, true, failure)))
                : PullLogic.plan(state, this);
    }

    @Override
    public List<Hint> hints() {
        return List.of(new Hint("enter", "pull.hint.preview"), new Hint("tab", "pull.hint.complete"),
                new Hint("esc", "dialog.cancel"));
    }
}
