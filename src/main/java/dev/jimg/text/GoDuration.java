package dev.jimg.text;

import java.math.BigDecimal;

/** A duration as Go prints it: {@code 1h0m5s}, {@code 1.5s}, {@code 20ms}, {@code 0s}. */
public final class GoDuration {

    private static final long MICROSECOND = 1_000;
    private static final long SECOND = 1_000_000_000;
    private static final long MINUTE = 60 * SECOND;

    private GoDuration() {}

    public static String of(long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        long size = Math.abs(nanos);
        String sign = nanos < 0 ? "-" : "";
        if (size < MICROSECOND) {
            return sign + size + "ns";
        }
        if (size < SECOND) {
            boolean micros = size < 1_000 * MICROSECOND;
            return sign + plain(size, micros ? 3 : 6) + (micros ? "µs" : "ms");
        }
        long minutes = size / MINUTE;
        return sign + (minutes >= 60 ? minutes / 60 + "h" : "") + (minutes > 0 ? minutes % 60 + "m" : "")
                + plain(size % MINUTE, 9) + "s";
    }

    private static String plain(long nanos, int digits) {
        return BigDecimal.valueOf(nanos, digits).stripTrailingZeros().toPlainString();
    }
}
