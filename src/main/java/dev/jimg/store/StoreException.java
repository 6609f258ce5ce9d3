package dev.jimg.store;

import dev.jimg.transfer.ExplainedException;

/**
 * Why the store could not do what it was asked for: what failed, on what, why, and what to do next, in words for a
 * person.
 *
 * <p>Unchecked, so that a full disk is never mistaken for the broken connection whose bytes were being written.
 */
public final class StoreException extends ExplainedException {

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

    /**
     * @param operation the verb, in the infinitive: {@code write}
     * @param subject on what: a path, a digest, a name
     * @param why the reason, without a full stop
     * @param advice what to do next, a sentence; empty if there is nothing to say
     */
    public StoreException(Kind kind, String operation, String subject, String why, String advice, Throwable cause) {
        super(operation, subject, why, advice, cause);
        this.kind = kind;
    }

    public StoreException(Kind kind, String operation, String subject, String why, String advice) {
        this(kind, operation, subject, why, advice, null);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
