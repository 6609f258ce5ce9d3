package dev.jimg.tui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.tui.term.Glyphs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarTest {

    @ParameterizedTest
    @CsvSource({"0,''", "0.5,━━", "0.65,━━╸", "0.99,━━━╸", "1,━━━━", "1.5,━━━━", "-1,''"})
    void growsByHalvesOfACell(double fraction, String bar) {
        assertEquals(bar, Bar.filled(fraction, 4, Glyphs.UNICODE));
    }

    @ParameterizedTest
    @CsvSource({"0.65,━━", "0.99,━━━", "1,━━━━"})
    void growsByWholeCellsInAscii(double fraction, String bar) {
        assertEquals(bar, Bar.filled(fraction, 4, Glyphs.ASCII));
    }

    @Test
    void isFullOnlyAtTheEnd() {
        assertTrue(Bar.filled(0.999999, 10, Glyphs.UNICODE).endsWith("╸"));
    }
}
