package dev.jimg.tui.state;

import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Reference;
import java.util.List;
import java.util.Optional;

/**
 * Gives an image another name.
 *
 * @param row the image, under the name it was chosen by
 * @param taken the row that has the typed name now, if it is another image's
 * @param completion the repositories that Tab offers, from the first Tab to the next key
 */
public record TagDialog(ImageRow row, LineEdit line, Optional<ImageRow> taken, Optional<Completion> completion)
        implements Dialog {

    static TagDialog of(ImageRow row, AppState state) {
        return new TagDialog(row, LineEdit.suggest(row.tag().map(Reference::familiar).orElse("")), Optional.empty(),
                Optional.empty()).looked(state);
    }

    /** The typed name, complete, if the image can have it. */
    public Optional<Reference> target() {
        return problem().isPresent() ? Optional.empty() : Reference.tryParse(typed()).map(Reference::orLatest);
    }

    /** Why the image cannot have the typed name; a key of the catalogue, and the reason in the parser's words. */
    public Optional<Text> problem() {
        if (typed().isEmpty()) {
            return Optional.of(Text.of("tag.type-a-name"));
        }
        try {
            Reference reference = Reference.parse(typed());
            if (reference.digest().isPresent()) {
                return Optional.of(Text.of("tag.no-digest"));
            }
            boolean own = row.image().tags().contains(reference.orLatest());
            return own ? Optional.of(Text.of("tag.own-name")) : Optional.empty();
        } catch (MalformedException e) {
            return Optional.of(Said.text(e.getMessage()));
        }
    }

    /** Whether the image that has the typed name now would be left without any. */
    public boolean leavesDangling() {
        return taken.filter(other -> other.image().tags().size() == 1).isPresent();
    }

    @Override
    public Update key(AppState state, String key) {
        if (key.equals("esc") || key.equals("ctrl+c")) {
            return Update.of(state.closeDialog());
        }
        if (key.equals("enter")) {
            return target().map(name -> Update.of(state.closeDialog(), new Effect.TagImage(row.target(), name)))
                    .orElseGet(() -> Update.of(state));
        }
        return switch (key) {
            case "tab" -> completed(state, 1);
            case "shift+tab" -> completed(state, -1);
            default -> typed(state, line.key(key));
        };
    }

    @Override
    public Update paste(AppState state, String text) {
        return typed(state, line.paste(text));
    }

    @Override
    public List<Hint> hints() {
        Hint cancel = new Hint("esc", "dialog.cancel");
        Hint complete = new Hint("tab", "pull.hint.complete");
        return target().isPresent() ? List.of(new Hint("enter", "action.tag"), complete, cancel)
                : List.of(complete, cancel);
    }

    private String typed() {
        return line.text().strip();
    }

    private Update typed(AppState state, LineEdit next) {
        return Update.of(state.replace(new TagDialog(row, next, taken, Optional.empty()).looked(state)));
    }

    /** A suggestion is no beginning of a name: then all repositories are offered. */
    private Update completed(AppState state, int step) {
        String begun = line.suggested() ? "" : typed();
        Completion next = completion.orElseGet(() ->
                Completion.among(begun, Completion.repositories(state, begun))).cycle(step);
        return Update.of(state.replace(new TagDialog(row, LineEdit.of(next.text()), taken, Optional.of(next))
                .looked(state)));
    }

    /** Looks once a key, not once a frame, for who has the name. */
    private TagDialog looked(AppState state) {
        Optional<Reference> wanted = target();
        Optional<ImageRow> holder = wanted.flatMap(name -> state.images().rows().stream()
                .filter(other -> other.tag().isPresent() && other.tag().get().equals(name)
                        && !other.image().id().equals(row.image().id())).findFirst());
        return new TagDialog(row, line, holder, completion);
    }
}
