package dev.jimg.bench.report;

import dev.jimg.bench.measure.Series;
import java.time.Duration;
import java.util.Locale;

/**
 * What was aimed at.
 *
 * @param text as it stands in the table
 * @param limit of {@code metric}: nothing above it is good
 */
public record Goal(String text, Metric metric, double limit) {

    /** What a goal is about. */
    public enum Metric { RATIO, WALL, MEMORY }

    /** @param limit our time divided by the peer's */
    public static Goal ratio(double limit) {
        return new Goal(String.format(Locale.ROOT, "≤ %.2f", limit), Metric.RATIO, limit);
    }

    public static Goal wall(Duration limit) {
        return new Goal("≤ " + Amounts.time(limit), Metric.WALL, limit.toNanos());
    }

    /** @param megabytes resident */
    public static Goal memory(int megabytes) {
        return new Goal("≤ " + megabytes + " MB", Metric.MEMORY, megabytes * 1e6);
    }

    /** @param ratio our time divided by the peer's, 0 where there is no peer */
    boolean isMet(Series ours, double ratio) {
        return switch (metric) {
            case RATIO -> ratio <= limit;
            case WALL -> ours.wall().toNanos() <= limit;
            case MEMORY -> ours.peakBytes() <= limit;
        };
    }
}
