package dev.jimg.tui.state;

import dev.jimg.service.Failure;
import java.util.Locale;
import java.util.Set;

/**
 * A failure in the person's language: what could not be done, on what, what kind of obstacle. The cause stays as it was
 * said, for it is what one searches for. In English nothing is added to it.
 */
public final class FailureText {

    /** The verbs that both catalogues have, under {@code operation.}; others stay English. */
    private static final Set<String> OPERATIONS = Set.of(
            "pull", "push", "tag", "untag", "remove", "inspect", "search", "save", "load", "import", "build", "run",
            "commit", "copy", "verify", "reach", "fetch", "use the engine", "list images", "list containers",
            "list tags", "list the tags of", "remove container", "stop container", "kill container", "prune images",
            "plan the pull", "plan the prune", "plan the removal", "apply the rule", "read the history",
            "read the disk usage", "read the tag", "fetch the manifest of", "read the archive", "load the archive", "write the archive");

    private FailureText() {}

    /** One line, as {@link Failure#getMessage} has it in English. */
    public static Text whole(Failure failure) {
        boolean known = OPERATIONS.contains(failure.operation());
        Object operation = known ? Text.of("operation." + failure.operation().replace(' ', '-')) : failure.operation();
        if (failure.subject().isEmpty()) {
            return Text.of(known ? "failure.whole-alone" : "failure.other-alone", operation, why(failure));
        }
        return Text.of(known ? "failure.whole" : "failure.other", operation, failure.subject(), why(failure));
    }

    /** The reason alone. */
    public static Text why(Failure failure) {
        return Text.of("obstacle." + failure.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'), failure.why());
    }
}
