package dev.jimg.bench.measure;

import java.time.Duration;
import java.util.Optional;

/**
 * What one run took.
 *
 * @param cpu processor time of all processes that worked for it
 * @param peakBytes the most memory (resident) that one of its processes had; with daemons, added to theirs
 * @param part what it took until something was reached on the way, where that is told
 */
public record Sample(Duration wall, Duration cpu, long peakBytes, Optional<Sample> part) {

    public Sample(Duration wall, Duration cpu, long peakBytes) {
        this(wall, cpu, peakBytes, Optional.empty());
    }

    /** The same run, with what others did for it beside. */
    public Sample plus(Duration othersCpu, long othersPeak) {
        return new Sample(wall, cpu.plus(othersCpu), peakBytes + othersPeak, part);
    }
}
