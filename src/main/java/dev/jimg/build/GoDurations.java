package dev.jimg.build;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as Go prints them: {@code 1m30s}, {@code 1.5s}, {@code 2ms}. */
final class GoDurations {

    private GoDurations() {}

    static String text(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos == 0) {
            return "0s";
        }
        if (nanos < 1_000_000_000) {
            return nanos < 1_000 ? nanos + "ns" : nanos < 1_000_000 ? plain(nanos, 3) + "µs" : plain(nanos, 6) + "ms";
        }
        long hours = duration.toHours();
        long minutes = duration.toMinutesPart();
        String seconds = plain(nanos - (hours * 60 + minutes) * 60_000_000_000L, 9) + "s";
        return hours > 0 ? hours + "h" + minutes + "m" + seconds : minutes > 0 ? minutes + "m" + seconds : seconds;
    }

    private static String plain(long nanos, int digits) {
        return nanos == 0 ? "0" : BigDecimal.valueOf(nanos, digits).stripTrailingZeros().toPlainString();
    }
}
