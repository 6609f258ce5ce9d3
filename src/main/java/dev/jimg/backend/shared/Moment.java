package dev.jimg.backend.shared;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A point in time as docker's filters take it: a duration before now, a date with or without time and zone, a Unix time. */
public final class Moment {

    private static final String NUMBER = "(\\d+(?:\\.\\d*)?)";
    private static final String UNIT = "(ns|us|µs|ms|s|m|h)";
    private static final Pattern DURATION = Pattern.compile("(?:" + NUMBER + UNIT + ")+");
    private static final Pattern PART = Pattern.compile(NUMBER + UNIT);
    private static final Pattern UNIX = Pattern.compile("(\\d{1,11})(?:\\.(\\d{1,9}))?");
    private static final Map<String, Double> NANOS =
            Map.of("ns", 1.0, "us", 1e3, "µs", 1e3, "ms", 1e6, "s", 1e9, "m", 60e9, "h", 3600e9);

    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'HH[:mm[:ss]]]")
            .optionalStart().appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true).optionalEnd()
            .optionalStart().appendOffset("+HH:MM", "Z").optionalEnd()
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
            .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
            .toFormatter();

    private Moment() {}

    /**
     * @param zone what a date without a zone is meant in
     * @throws java.time.DateTimeException if it is none of these
     */
    public static Instant parse(String text, Instant now, ZoneId zone) {
        if (DURATION.matcher(text).matches()) {
            return now.minusNanos(nanos(text));
        }
        Matcher unix = UNIX.matcher(text);
        if (unix.matches()) {
            String fraction = unix.group(2) == null ? "" : unix.group(2);
            return Instant.ofEpochSecond(Long.parseLong(unix.group(1)),
                    Long.parseLong(fraction + "0".repeat(9 - fraction.length())));
        }
        TemporalAccessor date = DATE.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return date instanceof OffsetDateTime exact ? exact.toInstant()
                : ((LocalDateTime) date).atZone(zone).toInstant();
    }

    private static long nanos(String duration) {
        double sum = 0;
        Matcher part = PART.matcher(duration);
        while (part.find()) {
            sum += Double.parseDouble(part.group(1)) * NANOS.get(part.group(2));
        }
        return (long) sum;
    }
}
