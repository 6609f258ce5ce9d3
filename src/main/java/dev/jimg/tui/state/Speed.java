package dev.jimg.tui.state;

import dev.jimg.service.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How fast a transfer is, over the last seconds: an exponential average, so that one slow second does not make the
 * remaining time jump. It is counted anew twice a second at most; figures that change faster cannot be read.
 *
 * @param at when {@code bytes} were counted
 * @param bytes -1 until something was counted
 * @param bytesPerSecond 0 until there is something to say
 * @param came bytes that came up to now, also those that were not counted yet
 * @param heard when the last of them came, or when it began
 * @param pause what was last waited for, if anything; it may be over, and bytes may come meanwhile
 */
public record Speed(Instant at, long bytes, double bytesPerSecond, long came, Instant heard,
        Optional<Pause> pause) {

    private static final double HALF_LIFE_SECONDS = 3;
    private static final long MIN_MILLIS = 500;
    private static final long STALE_SECONDS = 5;
    private static final double MAX_LEFT_SECONDS = 100 * 3600.0;

    public static Speed from(Instant start) {
        return new Speed(start, -1, 0, -1, start, Optional.empty());
    }

    /** @param total bytes that came so far, those that were here at the start included */
    public Speed count(Instant now, long total) {
        if (bytes < 0) {
            return new Speed(now, total, 0, total, now, pause);
        }
        Instant last = total > came ? now : heard;
        long millis = Duration.between(at, now).toMillis();
        if (millis < MIN_MILLIS) {
            return new Speed(at, bytes, bytesPerSecond, total, last, pause);
        }
        double seconds = millis / 1000.0;
        double current = Math.max(0, total - bytes) / seconds;
        double weight = bytesPerSecond == 0 ? 1 : 1 - Math.pow(0.5, seconds / HALF_LIFE_SECONDS);
        return new Speed(now, total, bytesPerSecond + (current - bytesPerSecond) * weight, total, last, pause);
    }

    /** Bytes that were here before are about to be counted: nothing came over the wire for them. */
    public Speed skip(long kept) {
        return bytes < 0 || kept <= 0 ? this : new Speed(at, bytes + kept, bytesPerSecond, came + kept, heard, pause);
    }

    Speed pausing(Pause value) {
        return new Speed(at, bytes, bytesPerSecond, came, heard, Optional.of(value));
    }

    /** The speed as of now: nothing, if no byte came for some seconds. */
    public double current(Instant now) {
        return stalled(now) || waits(now).isPresent() ? 0 : bytesPerSecond;
    }

    /** What is waited for while no byte comes; other layers may go on while one waits. */
    public Optional<Pause> waits(Instant now) {
        return pause.filter(one -> one.secondsLeft(now) > 0 && silentSeconds(now) >= 1);
    }

    /** Whether no byte came for some seconds, whatever else was heard. */
    public boolean stalled(Instant now) {
        return silentSeconds(now) >= STALE_SECONDS;
    }

    /** Whole seconds since the last byte came. */
    public long silentSeconds(Instant now) {
        return Duration.between(heard, now).toSeconds();
    }

    /** Whole seconds until {@code remaining} bytes are here; empty while there is nothing sensible to say. */
    public OptionalLong secondsLeft(Instant now, long remaining) {
        double speed = current(now);
        if (remaining < 0 || speed < 1 || remaining / speed > MAX_LEFT_SECONDS) {
            return OptionalLong.empty();
        }
        return OptionalLong.of((long) Math.ceil(remaining / speed));
    }
}
