package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** As Go prints them. */
class TimesTest {

    private static final Instant TIME = Instant.parse("2024-07-05T06:07:00.987654321Z");

    @Test
    void wholeTimesNameTheirZone() {
        assertEquals("2024-07-05 06:07:00 +0000 UTC", Times.full(TIME, ZoneId.of("UTC")));
        assertEquals("2024-07-05 08:07:00 +0200 CEST", Times.full(TIME, ZoneId.of("Europe/Berlin")));
        assertEquals("2024-07-05 14:07:00 +0800 CST", Times.full(TIME, ZoneId.of("Asia/Shanghai")));
    }

    @Test
    void rfc3339HasSecondsAlways() {
        assertEquals("2024-07-05T06:07:00Z", Times.rfc3339(TIME, ZoneOffset.UTC));
        assertEquals("2024-07-05T08:07:00+02:00", Times.rfc3339(TIME, ZoneId.of("Europe/Berlin")));
    }

    @Test
    void agoCountsFromNow() {
        assertEquals("3 hours ago", Times.ago(TIME, TIME.plusSeconds(3 * 3600)));
        assertEquals("Less than a second ago", Times.ago(TIME, TIME.minusSeconds(5)));
    }
}
