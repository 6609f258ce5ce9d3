package dev.jimg.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A transfer waits until it asks the registry again.
 *
 * @param asked whether the registry itself wants that
 */
public record Pause(Instant end, boolean asked) {

    /**
     * Several layers wait, each for itself; the soonest to ask again is told, until it has.
     *
     * @param told what was told before
     */
    public static Pause soonest(Optional<Pause> told, TransferEvent.Waiting waiting, Instant now) {
        Pause next = new Pause(now.plus(waiting.time()), waiting.asked());
        return told.filter(one -> one.secondsLeft(now) > 0 && one.end().isBefore(next.end())).orElse(next);
    }

    /** Whole seconds until it is over, at least one; 0 when it is. */
    public long secondsLeft(Instant now) {
        long millis = Duration.between(now, end).toMillis();
        return millis <= 0 ? 0 : (millis + 999) / 1000;
    }
}
