package dev.jimg.tui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgesTest {

    /** What a store says of an image without a time, and what an engine does. */
    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z"})
    void saysNothingOfAnImageThatDoesNot(String time) {
        Instant now = Instant.parse("2026-11-23T09:00:00Z");
        assertEquals("—", Ages.ago(Instant.parse(time), now, Golden.ENGLISH));
        assertEquals("—", Ages.brief(Instant.parse(time), now, Golden.ENGLISH));
    }
}
