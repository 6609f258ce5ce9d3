package dev.jimg.service;

import dev.jimg.transfer.ExplainedException;

/**
 * Why the service could not do what it was asked for, in words for a person: what failed, on what, why, and what to
 * do next. It never holds a secret, and its {@linkplain #why() reason} is plain text of one line.
 *
 * <p>Unchecked, because almost every caller hands it to the one place that shows it.
 */
public final class Failure extends ExplainedException {

    private static final long serialVersionUID = 1L;

    /** What kind of obstacle; a face may offer a way out by it. */
    public enum Kind {
        /** The name, ID, tag or repository is not there. */
        NOT_FOUND,
        /** More than one image fits. */
        AMBIGUOUS,
        /** The text is no reference, platform, filter … */
        INVALID,
        /** No credentials, or wrong ones (401). */
        UNAUTHORIZED,
        /** Known, but not allowed (403). */
        DENIED,
        /** Something holds it: a container, another name, another process. */
        CONFLICT,
        /** No answer: name resolution, refused, timed out, TLS. */
        UNREACHABLE,
        /** Too many requests (429). */
        RATE_LIMITED,
        /** The other side answered with an error of its own (5xx) or with nonsense. */
        REMOTE,
        /** Bytes that are not what their digest promised. */
        CORRUPT,
        /** No space, no inodes, read-only, permission. */
        DISK,
        /** This backend does not offer it. */
        UNSUPPORTED,
        /** A fault of this program. */
        INTERNAL
    }

    private final Kind kind;

    /**
     * @param operation the verb, in the infinitive: {@code pull}
     * @param subject on what: {@code ghcr.io/a/b:1}; empty if the operation says it all
     * @param why the reason, without a full stop: {@code authentication required (401)}
     * @param advice what to do next, a sentence; empty if there is nothing to say
     */
    public Failure(Kind kind, String operation, String subject, String why, String advice, Throwable cause) {
        this(kind, operation, subject, why, advice, "", cause);
    }

    /** @param verbatim as of {@link #verbatim} */
    public Failure(Kind kind, String operation, String subject, String why, String advice, String verbatim,
            Throwable cause) {
        super(operation, subject, why, advice, verbatim, cause);
        this.kind = kind;
    }

    /** The same, with what docker prints for it. */
    public Failure spelledAs(String text) {
        return new Failure(kind, operation(), subject(), why(), advice(), text, getCause());
    }

    public Failure(Kind kind, String operation, String subject, String why, String advice) {
        this(kind, operation, subject, why, advice, null);
    }

    @Override
    public Kind kind() {
        return kind;
    }

    /** The message and, on a line of its own, the advice. */
    public String whole() {
        return advice().isEmpty() ? getMessage() : getMessage() + "\n" + advice();
    }
}
