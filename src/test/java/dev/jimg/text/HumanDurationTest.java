package dev.jimg.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The steps of docker's units package. */
class HumanDurationTest {

    @ParameterizedTest
    @CsvSource({
        "PT-5S, Less than a second", "PT0S, Less than a second", "PT0.999S, Less than a second", "PT1S, 1 second",
        "PT45S, 45 seconds", "PT59.9S, 59 seconds", "PT60S, About a minute", "PT119S, About a minute",
        "PT3M, 3 minutes", "PT35M40S, 35 minutes", "PT59M59S, 59 minutes", "PT1H, About an hour",
        "PT1H29M59S, About an hour", "PT1H30M, 2 hours", "PT1H45M, 2 hours", "PT3H, 3 hours", "PT3H59M, 4 hours",
        "PT24H, 24 hours", "PT36H, 36 hours", "PT47H29M, 47 hours", "PT47H30M, 2 days", "P2D, 2 days", "P7D, 7 days",
        "P13DT5H, 13 days", "P14D, 2 weeks", "P28D, 4 weeks", "P35D, 5 weeks", "P59D, 8 weeks", "P60D, 2 months",
        "P65D, 2 months", "P365D, 12 months", "P400D, 13 months", "P729D, 24 months", "P730D, 2 years",
        "P1094DT23H50M, 2 years", "P1095D, 3 years", "P20000D, 54 years",
    })
    void saysHowLong(Duration duration, String text) {
        assertEquals(text, HumanDuration.of(duration));
    }
}
