package dev.jimg.backend.store;

import java.time.Duration;
import java.time.Instant;

/**
 * When to look at the sizes of all blobs: a few thousand whenever the disk is asked anyway, for that takes milliseconds;
 * more no oftener than once a minute.
 */
final class SizeChecks {

    private static final int FEW = 5_000;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private Instant last = Instant.MIN;

    synchronized boolean due(int blobs, Instant now) {
        if (blobs > FEW && now.isBefore(last.plus(PAUSE))) {
            return false;
        }
        last = now;
        return true;
    }
}
