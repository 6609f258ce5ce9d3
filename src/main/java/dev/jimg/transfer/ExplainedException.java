package dev.jimg.transfer;

/**
 * Why something could not be done, in words for a person: what failed, on what, why, and what to do next. It never holds
 * a secret.
 *
 * <p>Unchecked, so that it passes through streams without being taken for a fault of what the bytes are copied to.
 */
public abstract class ExplainedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String operation;
    private final String subject;
    private final String why;
    private final String advice;
    private final String verbatim;

    /**
     * @param operation the verb, in the infinitive: {@code pull}
     * @param subject on what: {@code ghcr.io/a/b:1}; empty if the operation says it all
     * @param why the reason, one line without a full stop: {@code authentication required (401)}
     * @param advice what to do next, a sentence; empty if there is nothing to say
     */
    protected ExplainedException(String operation, String subject, String why, String advice, Throwable cause) {
        this(operation, subject, why, advice, "", cause);
    }

    /** @param verbatim as of {@link #verbatim} */
    protected ExplainedException(String operation, String subject, String why, String advice, String verbatim,
            Throwable cause) {
        super("could not " + operation + (subject.isEmpty() ? "" : " " + subject) + ": " + why, cause);
        this.operation = operation;
        this.subject = subject;
        this.why = why;
        this.advice = advice;
        this.verbatim = verbatim;
    }

    /** What kind of obstacle. The same name means the same everywhere; each part knows those that can happen to it. */
    public abstract Enum<?> kind();

    /** The verb, in the infinitive. */
    public final String operation() {
        return operation;
    }

    /** On what; empty if the operation says it all. */
    public final String subject() {
        return subject;
    }

    /** The reason, one line without a full stop. */
    public final String why() {
        return why;
    }

    /** What to do next, a sentence; empty if there is nothing to say. */
    public final String advice() {
        return advice;
    }

    /**
     * What the docker command prints in this case, whole; empty where it knows no such case. It may hold what an engine
     * said, as it said it: lines, and control characters.
     */
    public final String verbatim() {
        return verbatim;
    }
}
