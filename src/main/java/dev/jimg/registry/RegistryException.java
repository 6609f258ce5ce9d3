package dev.jimg.registry;

/**
 * Why a registry did not give what it was asked for, in words for a person. Neither secrets nor the queries of URLs,
 * which may be signatures, are in it.
 *
 * <p>Unchecked, so that it passes through streams without being taken for a fault of the disk they are copied to.
 */
public final class RegistryException extends RuntimeException {

    /** What kind of obstacle; the names are those of the service's failures. */
    public enum Kind {
        /** The repository, tag, manifest or blob is not there (404). */
        NOT_FOUND,
        /** What was asked cannot be asked. */
        INVALID,
        /** No credentials, or wrong ones (401). */
        UNAUTHORIZED,
        /** Known, but not allowed (403). */
        DENIED,
        /** No answer: name resolution, refused, timed out, TLS. */
        UNREACHABLE,
        /** Too many requests (429). */
        RATE_LIMITED,
        /** An error of the registry's own (5xx), or an answer that breaks the specification. */
        REMOTE,
        /** Bytes that are not what their digest promised. */
        CORRUPT,
        /** The registry does not offer it. */
        UNSUPPORTED
    }

    private final Kind kind;
    private final String operation;
    private final String subject;
    private final String why;
    private final String advice;

    RegistryException(Kind kind, String operation, String subject, String why, String advice, Throwable cause) {
        super("could not " + operation + (subject.isEmpty() ? "" : " " + subject) + ": " + why, cause);
        this.kind = kind;
        this.operation = operation;
        this.subject = subject;
        this.why = why;
        this.advice = advice;
    }

    public Kind kind() {
        return kind;
    }

    /** The verb, in the infinitive: {@code fetch the manifest of}. */
    public String operation() {
        return operation;
    }

    /** On what: {@code ghcr.io/a/b:1}; empty if the operation says it all. */
    public String subject() {
        return subject;
    }

    /** The reason, one line without a full stop: {@code authentication required (401)}. */
    public String why() {
        return why;
    }

    /** What to do next, a sentence; empty if there is nothing to say. */
    public String advice() {
        return advice;
    }
}
