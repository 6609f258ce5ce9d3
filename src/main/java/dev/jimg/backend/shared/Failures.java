package dev.jimg.backend.shared;

import dev.jimg.config.ConfigException;
import dev.jimg.oci.MalformedException;
import dev.jimg.service.Failure;
import dev.jimg.transfer.ExplainedException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** The one place where what the parts below throw becomes a {@link Failure}. */
public final class Failures {

    private Failures() {}

    /**
     * Does something, and turns what it throws into a failure.
     *
     * @param operation the verb, where the part that threw does not say one itself
     */
    public static <T> T translate(String operation, String subject, Supplier<T> work) {
        try {
            return work.get();
        } catch (Failure | CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw of(operation, subject, e);
        }
    }

    public static Failure of(String operation, String subject, RuntimeException thrown) {
        if (thrown instanceof Failure failure) {
            return failure;
        }
        if (thrown instanceof ExplainedException e) {
            return new Failure(Failure.Kind.valueOf(e.kind().name()), e.operation(), e.subject(), e.why(), e.advice(),
                    e.verbatim(), e);
        }
        if (thrown instanceof ConfigException e) {
            return new Failure(Failure.Kind.INVALID, operation, subject, e.getMessage(), e.advice(), e.verbatim(), e);
        }
        if (thrown instanceof UncheckedIOException e) {
            return FileErrors.of(operation, subject, e.getCause());
        }
        if (thrown instanceof MalformedException) {
            return new Failure(Failure.Kind.INVALID, operation, subject, thrown.getMessage(), "", thrown);
        }
        return new Failure(Failure.Kind.INTERNAL, operation, subject,
                "a fault of jimg-tui (" + thrown.getClass().getSimpleName() + ")", "Please report it.", thrown);
    }

    /** Nothing here has that name or ID. */
    public static Failure noSuchImage(String operation, String text) {
        return new Failure(Failure.Kind.NOT_FOUND, operation, text, "no such image",
                "«jimg-tui images» lists what is here; «jimg-tui pull» fetches what is not.");
    }
}
