package dev.jimg.tui.state;

import java.time.Duration;
import java.time.Instant;

/**
 * A transfer waits until it asks the registry again.
 *
 * @param asked whether the registry itself wants that
 */
public record Pause(Instant end, boolean asked) {

    /** Whole seconds until it is over, at least one; 0 when it is. */
    public long secondsLeft(Instant now) {
        long millis = Duration.between(now, end).toMillis();
        return millis <= 0 ? 0 : (millis + 999) / 1000;
    }
}
