package dev.jimg.build.dockerfile;

import dev.jimg.oci.MalformedException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes them: {@code 1m30s}, {@code 1.5h}, {@code -2ms}. */
final class GoDuration {

    private static final Map<String, Long> NANOS = Map.of("ns", 1L, "us", 1_000L, "µs", 1_000L, "μs", 1_000L,
            "ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d*)?|\\.\\d+");
    private static final Pattern UNIT = Pattern.compile("[^\\d.]+");

    private GoDuration() {}

    /** @throws MalformedException in Go's words */
    static Duration parse(String text) {
        boolean negative = text.startsWith("-");
        int position = negative || text.startsWith("+") ? 1 : 0;
        if (text.substring(position).equals("0")) {
            return Duration.ZERO;
        }
        if (position == text.length()) {
            throw invalid(text);
        }
        BigDecimal sum = BigDecimal.ZERO;
        while (position < text.length()) {
            Matcher number = NUMBER.matcher(text).region(position, text.length());
            if (!number.lookingAt()) {
                throw invalid(text);
            }
            Matcher unit = UNIT.matcher(text).region(number.end(), text.length());
            if (!unit.lookingAt()) {
                throw new MalformedException("time: missing unit in duration \"" + text + "\"");
            }
            Long nanos = NANOS.get(unit.group());
            if (nanos == null) {
                throw new MalformedException(
                        "time: unknown unit \"" + unit.group() + "\" in duration \"" + text + "\"");
            }
            sum = sum.add(new BigDecimal(number.group()).multiply(BigDecimal.valueOf(nanos)));
            position = unit.end();
        }
        if (sum.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw invalid(text);
        }
        return Duration.ofNanos(negative ? -sum.longValue() : sum.longValue());
    }

    private static MalformedException invalid(String text) {
        return new MalformedException("time: invalid duration \"" + text + "\"");
    }
}
