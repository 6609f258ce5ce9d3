package dev.jimg.tui.state;

import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Reference;
import java.util.List;
import java.util.Optional;

/** What is asked in a form, and what is done with the answers. */
public sealed interface Form permits PushForm, SaveForm, LoadForm, BuildForm, RunForm, CommitForm, CopyForm, DiffForm,
        LoginForm {

    Text title();

    /** The word on the key that sends it, a key of the catalogue. */
    String verb();

    List<Field> fields();

    /** The field that gets the first keys. */
    default int first() {
        return 0;
    }

    /** What is good to know while it is filled in. */
    default Optional<Text> note() {
        return Optional.empty();
    }

    /** Why it cannot be sent with these values; empty if it can. */
    Optional<Text> problem(List<String> values);

    /** Paths among the values that must be good before it is sent: what was typed is not to be lost. */
    default List<PathWish> paths(List<String> values) {
        return List.of();
    }

    /** Does it, once there is no problem; the form is closed already. */
    Update send(AppState state, List<String> values);

    /** Why a text is no name for an image. */
    static Optional<Text> badName(String text) {
        try {
            Reference.parse(text);
            return Optional.empty();
        } catch (MalformedException e) {
            return Optional.of(Said.text(e.getMessage()));
        }
    }

    /** The same, where none is needed. */
    static Optional<Text> badOptionalName(String text) {
        return text.isEmpty() ? Optional.empty() : badName(text);
    }

    static Optional<Reference> optionalName(String text) {
        return text.isEmpty() ? Optional.empty() : Reference.tryParse(text).map(Reference::orLatest);
    }
}
