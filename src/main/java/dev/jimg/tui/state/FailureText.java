package dev.jimg.tui.state;

import dev.jimg.service.Failure;

/**
 * Something of a failure, to be said in the person's language: what could not be done, on what, why, what to do next.
 * What a server said stays as it was, for it is what one searches for; the kind of obstacle then tells what it means.
 */
public record FailureText(Failure failure, Part part) {

    public enum Part { WHOLE, ALONE, WHY, ADVICE }

    /** One line, as {@link Failure#getMessage} has it in English. */
    public static Text whole(Failure failure) {
        return Text.of("failure.line", new FailureText(failure, Part.WHOLE));
    }

    /** What could not be done and why, but not on what: where a line is too short for it. */
    public static Text withoutSubject(Failure failure) {
        return Text.of("failure.line", new FailureText(failure, Part.ALONE));
    }

    /** The reason alone. */
    public static Text why(Failure failure) {
        return Text.of("failure.line", new FailureText(failure, Part.WHY));
    }

    /** The reason, and what to do next where there is something to do. */
    public static Text advised(Failure failure) {
        return failure.advice().isEmpty() ? why(failure)
                : Text.of("failure.advised", why(failure), advice(failure));
    }

    /** What to do next; nothing if there is nothing to do. */
    public static Text advice(Failure failure) {
        return Text.of("failure.line", new FailureText(failure, Part.ADVICE));
    }
}
