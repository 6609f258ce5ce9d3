package dev.jimg.backend.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MomentTest {

    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"24h,2026-03-03T12:00:00Z", "1h30m,2026-03-04T10:30:00Z", "1.5h,2026-03-04T10:30:00Z",
        "250ms,2026-03-04T11:59:59.750Z", "1136073600,2006-01-01T00:00:00Z",
        "1136073600.5,2006-01-01T00:00:00.500Z", "1136073600.000000001,2006-01-01T00:00:00.000000001Z",
        "2026-01-31,2026-01-30T16:00:00Z", "2026-01-31T10:00,2026-01-31T02:00:00Z",
        "2026-01-31T10:00:05,2026-01-31T02:00:05Z", "2026-01-31T10:00:05Z,2026-01-31T10:00:05Z",
        "2026-01-31Z,2026-01-31T00:00:00Z", "2026-01-31T10:00:05.25+02:00,2026-01-31T08:00:05.250Z"})
    void readsWhatDockerReads(String text, Instant expected) {
        assertEquals(expected, Moment.parse(text, NOW, ZoneId.of("Asia/Shanghai")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "24x", "2026-13-01", "2026-01-31T", "h", "-", "999999999999999"})
    void refusesTheRest(String text) {
        assertThrows(DateTimeException.class, () -> Moment.parse(text, NOW, ZoneId.of("UTC")));
    }
}
