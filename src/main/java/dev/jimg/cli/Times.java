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

    private Times() {}

    /** {@code 2 days ago} */
    static String ago(Instant then, Instant now) {
        return HumanDuration.of(Duration.between(then, now)) + " ago";
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
