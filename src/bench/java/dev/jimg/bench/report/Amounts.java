package dev.jimg.bench.report;

import java.time.Duration;
import java.util.Locale;

/** Amounts with as many digits as mean something. */
final class Amounts {

    private static final double NANOS = 1e9;

    private Amounts() {}

    static String time(Duration time) {
        double seconds = time.toNanos() / NANOS;
        if (seconds >= 1) {
            return String.format(Locale.ROOT, seconds >= 10 ? "%.1f s" : "%.2f s", seconds);
        }
        return seconds >= 1e-3 ? String.format(Locale.ROOT, seconds >= 0.01 ? "%.0f ms" : "%.1f ms", seconds * 1e3)
                : seconds >= 1e-6 ? String.format(Locale.ROOT, "%.1f µs", seconds * 1e6)
                : String.format(Locale.ROOT, "%.0f ns", seconds * NANOS);
    }

    /** In MB, of 10^6 bytes. */
    static String memory(long bytes) {
        return Math.round(bytes / 1e6) + " MB";
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }
}
