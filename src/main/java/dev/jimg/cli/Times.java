package dev.jimg.cli;

import dev.jimg.text.HumanDuration;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.TimeZone;

/** Times as docker prints them. */
final class Times {

    /** Go's time that nobody set, 0001-01-01T00:00:00Z, which an image without {@code created} has. */
    private static final Instant NEVER = Instant.ofEpochSecond(-62_135_596_800L);
    /** What a duration of Go's can hold, some 292 years. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private Times() {}

    /** {@code 2 days ago} */
    static String ago(Instant then, Instant now) {
        Duration passed = Duration.between(then, now);
        return HumanDuration.of(passed.compareTo(LONGEST) > 0 ? LONGEST : passed) + " ago";
    }

    /** The same of an image; empty where it does not say when it was made. */
    static String agoIfKnown(Instant created, Instant now) {
        return created.equals(NEVER) ? "" : ago(created, now);
    }

    /** {@code 2026-11-22 15:59:32 +0000 UTC}: how Go writes a time that nobody formatted. */
    static String full(Instant time, ZoneId zone) {
        ZonedDateTime local = time.truncatedTo(ChronoUnit.SECONDS).atZone(zone);
        boolean summer = zone.getRules().isDaylightSavings(time);
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xx ", Locale.ROOT).format(local)
                + TimeZone.getTimeZone(zone).getDisplayName(summer, TimeZone.SHORT, Locale.ROOT);
    }

    /** {@code 2026-11-22T15:59:32Z} */
    static String rfc3339(Instant time, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
    }
}
