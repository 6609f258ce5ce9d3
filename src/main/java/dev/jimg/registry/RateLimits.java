package dev.jimg.registry;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What registries last said of how many more manifests may be fetched. What a mirror says counts for nobody else. */
final class RateLimits {

    private final Map<String, RateLimit> byRegistry = new ConcurrentHashMap<>();

    void hear(Answer answer, Endpoint endpoint) {
        if (!endpoint.mirror()) {
            RateLimit.of(answer.header("ratelimit-limit").orElse(null),
                            answer.header("ratelimit-remaining").orElse(null))
                    .ifPresent(limit -> byRegistry.put(endpoint.registry(), limit));
        }
    }

    Optional<RateLimit> of(String registry) {
        return Optional.ofNullable(byRegistry.get(registry));
    }
}
