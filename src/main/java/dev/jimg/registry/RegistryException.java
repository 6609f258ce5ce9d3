package dev.jimg.registry;

import dev.jimg.transfer.ExplainedException;
import java.time.Duration;
import java.util.Optional;

/**
 * Why a registry did not give what it was asked for, in words for a person. Neither secrets nor the queries of URLs,
 * which may be signatures, are in it.
 *
 * <p>Unchecked, so that it passes through streams without being taken for a fault of the disk they are copied to.
 */
public final class RegistryException extends ExplainedException {

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
    private final transient Optional<Duration> retryAfter;

    RegistryException(Kind kind, String operation, String subject, String why, String advice, Throwable cause) {
        this(kind, operation, subject, why, advice, Optional.empty(), cause);
    }

    private RegistryException(Kind kind, String operation, String subject, String why, String advice,
            Optional<Duration> retryAfter, Throwable cause) {
        super(operation, subject, why, advice, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /** The same, with how long the registry wants to be left alone. */
    RegistryException retryAfter(Optional<Duration> time) {
        return new RegistryException(kind, operation(), subject(), why(), advice(), time, getCause());
    }

    /** How long the registry wants to be left alone, where it says so. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
