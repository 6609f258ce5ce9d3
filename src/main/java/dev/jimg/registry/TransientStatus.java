package dev.jimg.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** An answer after which asking again may help (408, 429, 5xx). */
final class TransientStatus extends IOException {

    private final transient RegistryException error;
    private final transient Optional<Duration> retryAfter;

    /**
     * @param error what is thrown if it does not help
     * @param retryAfter how long the registry asked to wait
     */
    TransientStatus(RegistryException error, Optional<Duration> retryAfter) {
        super(error.getMessage());
        this.error = error;
        this.retryAfter = retryAfter;
    }

    RegistryException error() {
        return error;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
