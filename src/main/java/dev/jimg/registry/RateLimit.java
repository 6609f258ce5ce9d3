package dev.jimg.registry;

import java.time.Duration;
import java.util.Optional;

/**
 * How many manifests may be fetched within a time, as Docker Hub says with every answer
 * ({@code ratelimit-remaining: 93;w=21600}).
 *
 * @param limit -1 if not said
 */
public record RateLimit(int limit, int remaining, Duration window) {

    static Optional<RateLimit> of(String limit, String remaining) {
        if (remaining == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RateLimit(limit == null ? -1 : count(limit), count(remaining),
                    Duration.ofSeconds(window(remaining))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static int count(String text) {
        int semicolon = text.indexOf(';');
        return Integer.parseInt((semicolon < 0 ? text : text.substring(0, semicolon)).strip());
    }

    private static long window(String text) {
        int at = text.indexOf("w=");
        return at < 0 ? 0 : Long.parseLong(text.substring(at + 2).strip());
    }
}
