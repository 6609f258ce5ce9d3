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
 * @param offered what else there is in the repository, where only the tag was wrong
 */
public record PullDialog(LineEdit line, Completion completion, Optional<Text> problem, boolean insisted,
        Optional<Failure> failure, OfferedTags offered) implements Dialog {

    static PullDialog of(AppState state, LineEdit line) {
        return with(line, Completion.of(state, line.text(), List.of()), Optional.empty(), OfferedTags.NONE);
    }

    /** The line again, with the name that could not be resolved. */
    static PullDialog failed(String text, Failure why) {
        return with(LineEdit.of(text), Completion.none(text), Optional.of(why), OfferedTags.NONE);
    }

    private static PullDialog with(LineEdit line, Completion completion, Optional<Failure> failure,
            OfferedTags offered) {
        Optional<Text> problem = line.text().isBlank() ? Optional.empty() : PullLogic.problem(line.text().strip());
        return new PullDialog(line, completion, problem, false, failure, offered);
    }

    String text() {
        return line.text().strip();
    }

    /** What would be pulled, defaults filled in; empty while the text is no name. */
    public Optional<Reference> meant() {
        return text().isEmpty() ? Optional.empty() : Reference.tryParse(text()).map(Reference::orLatest);
    }

    /** The repository whose tags would help now: it was asked for one that is not there, and not asked yet. */
    Optional<Reference> unknownTag() {
        boolean unknown = failure.filter(why -> why.kind() == Failure.Kind.NOT_FOUND).isPresent()
                && offered.equals(OfferedTags.NONE);
        return unknown ? meant().filter(name -> name.digest().isEmpty()).map(Reference::nameOnly) : Optional.empty();
    }

    PullDialog withOffered(OfferedTags value) {
        Completion choice = value.names().isEmpty() ? completion : Completion.among(line.text(), value.names());
        return new PullDialog(line, choice, problem, insisted, failure, value);
    }

    @Override
    public Update key(AppState state, String key) {
        return switch (key) {
            case "esc", "ctrl+c" -> new Update(state.closeDialog(), PullLogic.forget(offered.list()));
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

    @Override
    public Dialog on(Event event) {
        OfferedTags next = offered.on(event);
        return next.equals(offered) ? this : withOffered(next);
    }

    private Update edited(AppState state, LineEdit changed) {
        if (changed.text().equals(line.text())) {
            return Update.of(state.replace(new PullDialog(changed, completion, problem, insisted, failure, offered)));
        }
        return Update.of(state.replace(with(changed, Completion.of(state, changed.text(), offered.names()),
                Optional.empty(), offered)));
    }

    private PullDialog completed(AppState state, int step) {
        boolean none = completion.candidates().isEmpty();
        Completion next = (none ? Completion.of(state, line.text(), offered.names()) : completion).cycle(step);
        // Who chooses among the tags that there are still sees why, and the list stays where it is.
        return with(LineEdit.of(next.text()), next, offered.names().isEmpty() ? Optional.empty() : failure, offered);
    }

    private Update enter(AppState state) {
        if (text().isEmpty()) {
            return Update.of(state);
        }
        return problem.isEmpty() ? PullLogic.plan(state, this)
                : Update.of(state.replace(new PullDialog(line, completion, problem, true, failure, offered)));
    }

    @Override
    public List<Hint> hints() {
        boolean choosing = failure.isPresent() && !offered.names().isEmpty();
        return List.of(new Hint("enter", "pull.hint.preview"),
                choosing ? new Hint("down", "pull.hint.choose") : new Hint("tab", "pull.hint.complete"),
                new Hint("esc", "dialog.cancel"));
    }
}
