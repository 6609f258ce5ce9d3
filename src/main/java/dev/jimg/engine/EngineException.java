package dev.jimg.engine;

import dev.jimg.transfer.ExplainedException;

/**
 * Why an engine did not do what it was asked for, in words for a person. No secret is in it.
 *
 * <p>Unchecked, so that it passes through streams without being taken for a fault of what they are copied to.
 */
public final class EngineException extends ExplainedException {

    private static final long serialVersionUID = 1L;

    /** What kind of obstacle; the names are those of the service's failures. */
    public enum Kind {
        /** The image, container or name is not there (404). */
        NOT_FOUND,
        /** More than one image fits. */
        AMBIGUOUS,
        /** What was asked cannot be asked (400). */
        INVALID,
        /** The registry wants credentials, or other ones. */
        UNAUTHORIZED,
        /** The socket's permissions, or a proxy before the engine, do not allow it (403). */
        DENIED,
        /** Something holds it: a container, another name (409). */
        CONFLICT,
        /** Nobody listens, or the connection broke. */
        UNREACHABLE,
        /** The registry has had too many requests. */
        RATE_LIMITED,
        /** An error of the engine's own (5xx), or an answer that is no answer. */
        REMOTE,
        /** Bytes that are not what their digest promised. */
        CORRUPT,
        /** The engine's disk is full or read-only. */
        DISK,
        /** The engine, or the version of the API that it speaks, does not offer it. */
        UNSUPPORTED
    }

    private final Kind kind;

    /**
     * @param operation the verb, in the infinitive: {@code remove}
     * @param subject on what; empty if the operation says it all
     * @param why the reason, one line without a full stop
     * @param advice what to do next, a sentence; empty if there is nothing to say
     */
    public EngineException(Kind kind, String operation, String subject, String why, String advice, Throwable cause) {
        this(kind, operation, subject, why, advice, "", cause);
    }

    /** @param verbatim what the docker command prints in this case */
    EngineException(Kind kind, String operation, String subject, String why, String advice, String verbatim,
            Throwable cause) {
        super(operation, subject, why, advice, verbatim, cause);
        this.kind = kind;
    }

    /** The same, with what docker prints for it. */
    EngineException spelledAs(String text) {
        return new EngineException(kind, operation(), subject(), why(), advice(), text, getCause());
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
