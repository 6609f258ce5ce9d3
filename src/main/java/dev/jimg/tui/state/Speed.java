package dev.jimg.tui.state;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast a transfer is, over the last seconds: an exponential average, so that one slow second does not make the
 * remaining time jump.
 *
 * @param at when {@code bytes} were counted
 * @param bytesPerSecond 0 until there is something to say
 */
public record Speed(Instant at, long bytes, double bytesPerSecond) {

    private static final double HALF_LIFE_SECONDS = 2;
    private static final long MIN_MILLIS = 200;

    public static Speed from(Instant start) {
        return new Speed(start, -1, 0);
    }

    /** @param total bytes that came so far, those that were here at the start included */
    public Speed count(Instant now, long total) {
        if (bytes < 0) {
            return new Speed(now, total, 0);
        }
        long millis = Duration.between(at, now).toMillis();
        if (millis < MIN_MILLIS) {
            return this;
        }
        double seconds = millis / 1000.0;
        double current = Math.max(0, total - bytes) / seconds;
        double weight = bytesPerSecond == 0 ? 1 : 1 - Math.pow(0.5, seconds / HALF_LIFE_SECONDS);
        return new Speed(now, total, bytesPerSecond + (current - bytesPerSecond) * weight);
    }
}
