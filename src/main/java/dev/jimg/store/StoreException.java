package dev.jimg.store;

/**
 * Why the store could not do what it was asked for: what failed, on what, why, and what to do next, in words for a
 * person.
 *
 * <p>Unchecked, so that a full disk is never mistaken for the broken connection whose bytes were being written.
 */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of obstacle. */
    public enum Kind {
        /** The image, name or blob is not here. */
        NOT_FOUND,
        /** The directory is no image layout, or not one this program may change. */
        INVALID,
        /** Another process holds it. */
        CONFLICT,
        /** Bytes that are not what their digest promised, or a document that cannot be read. */
        CORRUPT,
        /** No space, no inodes, read-only, permission. */
        DISK,
        /** A layout of a version that this program does not know. */
        UNSUPPORTED
    }

    private final Kind kind;
    private final String operation;
    private final String subject;
    private final String why;
    private final String advice;

    /**
     * @param operation the verb, in the infinitive: {@code write}
     * @param subject on what: a path, a digest, a name
     * @param why the reason, without a full stop
     * @param advice what to do next, a sentence; empty if there is nothing to say
     */
    public StoreException(Kind kind, String operation, String subject, String why, String advice, Throwable cause) {
        super("could not " + operation + (subject.isEmpty() ? "" : " " + subject) + ": " + why, cause);
        this.kind = kind;
        this.operation = operation;
        this.subject = subject;
        this.why = why;
        this.advice = advice;
    }

    public StoreException(Kind kind, String operation, String subject, String why, String advice) {
        this(kind, operation, subject, why, advice, null);
    }

    public Kind kind() {
        return kind;
    }

    public String operation() {
        return operation;
    }

    public String subject() {
        return subject;
    }

    public String why() {
        return why;
    }

    public String advice() {
        return advice;
    }
}
