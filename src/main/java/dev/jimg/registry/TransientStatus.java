package dev.jimg.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** An answer after which asking again may help (408, 429, 5xx). */
final class TransientStatus extends IOException {

    private final transient RegistryException error;
    private final transient Optional<Duration> retryAfter;
    private final int status;

    /**
     * @param error what is thrown if it does not help
     * @param retryAfter how long the registry asked to wait
     */
    TransientStatus(int status, RegistryException error, Optional<Duration> retryAfter) {
        super(error.getMessage());
        this.status = status;
        this.error = error;
        this.retryAfter = retryAfter;
    }

    RegistryException error() {
        return error;
    }

    /** Whether the fault is the server's own (5xx). */
    boolean ofServer() {
        return status >= 500;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
