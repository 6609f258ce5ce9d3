package dev.jimg.tui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GlyphsTest {

    /** Going up or down or neither, done, failed, cancelled, interrupted: without colours the sign is all there is. */
    @Test
    void eachStateOfATransferHasASignOfItsOwn() {
        assertEquals("^v>+x-!", "↑↓▸✔✗×!".codePoints().map(Glyphs.ASCII::shown)
                .mapToObj(Character::toString).collect(Collectors.joining()));
    }
}
