package dev.jimg.backend.shared;

import dev.jimg.service.Failure;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;

/** From when, and until when, logs are wanted. */
public final class LogMoment {

    private LogMoment() {}

    /**
     * @param name {@code since} or {@code until}
     * @throws Failure INVALID, in docker's words
     */
    public static Instant parse(String name, String text, Clock clock) {
        try {
            return Moment.parse(text, clock.instant(), clock.getZone());
        } catch (DateTimeException e) {
            String why = "invalid value for \"" + name + "\": failed to parse value as time or duration: \"" + text
                    + "\"";
            throw new Failure(Failure.Kind.INVALID, "read the logs", "", why,
                    "Say how long ago, 10m or 1h30m, or when: 2026-01-31T12:00:00.", why, e);
        }
    }
}
