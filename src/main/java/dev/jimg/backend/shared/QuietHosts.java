package dev.jimg.backend.shared;

import dev.jimg.service.Failure;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Registries that said they are asked too often, and until when they are left alone. */
final class QuietHosts {

    private final Map<String, Rest> resting = new ConcurrentHashMap<>();

    private record Rest(Instant until, Failure why) {}

    void rest(String host, Instant until, Failure why) {
        resting.put(host, new Rest(until, why));
    }

    /** What it said, while its time is not over. */
    Optional<Failure> why(String host, Instant now) {
        return Optional.ofNullable(resting.get(host)).filter(rest -> now.isBefore(rest.until())).map(Rest::why);
    }
}
