package dev.jimg.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoDurationTest {

    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT0.000000001S, 1ns", "PT0.0000015S, 1.5µs", "PT0.000999S, 999µs", "PT0.02S, 20ms",
            "PT1S, 1s", "PT1.5S, 1.5s", "PT10S, 10s", "PT1M, 1m0s", "PT1M30S, 1m30s", "PT1H, 1h0m0s",
            "PT1H0M5S, 1h0m5s", "PT100H0.25S, 100h0m0.25s", "PT-1.5S, -1.5s", "PT-0.000002S, -2µs"})
    void printsAsGoDoes(Duration duration, String printed) {
        assertEquals(printed, GoDuration.of(duration.toNanos()));
    }
}
