package dev.jimg.bench.measure;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * All runs of one contender.
 *
 * @param who its name
 */
public record Series(String who, List<Sample> samples) {

    public Series {
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException(who + " was never run");
        }
    }

    /** The same runs until what was reached on the way. */
    public Series part() {
        return new Series(who, samples.stream().flatMap(sample -> sample.part().stream()).toList());
    }

    /** The same under another name. */
    public Series as(String otherName) {
        return new Series(otherName, samples);
    }

    public int count() {
        return samples.size();
    }

    public Duration wall() {
        return Duration.ofNanos(median(sample -> sample.wall().toNanos()));
    }

    public Duration cpu() {
        return Duration.ofNanos(median(sample -> sample.cpu().toNanos()));
    }

    public long peakBytes() {
        return median(Sample::peakBytes);
    }

    /** Of an even number of values the mean of the two in the middle. */
    private long median(Function<Sample, Long> value) {
        List<Long> sorted = samples.stream().map(value).sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
