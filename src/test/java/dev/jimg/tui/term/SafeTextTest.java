package dev.jimg.tui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 0x1B, 0x7F, 0x80, 0x9B, 0x9F, 0xAD, 0x61C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A,
        0x202E, 0x2060, 0x2066, 0x2069, 0xFEFF, 0xFFF9, 0xFFFF, 0xE0041, 0x3164, 0xD800, 0xDFFF})
    void whatATerminalMustNotSeeBecomesOneVisibleCell(int codePoint) {
        String text = "a" + (codePoint < 0x10000 ? String.valueOf((char) codePoint) : Character.toString(codePoint)) + "b";
        for (Glyphs glyphs : Glyphs.values()) {
            String safe = SafeText.line(text, glyphs);
            assertEquals(3, CellText.width(safe), safe);
            assertEquals(3, safe.length(), safe);
            assertFalse(Cells.isUnsafe(safe.codePointAt(1)), safe);
        }
    }

    @Test
    void everyCodePointIsEitherKeptOrReplacedByAVisibleOne() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String safe = SafeText.line(Character.toString(c), Glyphs.UNICODE);
            safe.codePoints().forEach(shown -> assertFalse(Cells.isUnsafe(shown), Integer.toHexString(shown)));
        }
    }

    @Test
    void anEscapeSequenceBecomesReadable() {
        assertEquals("␛[2Jboo", SafeText.line("\u001b[2Jboo", Glyphs.UNICODE));
        assertEquals("?[2Jboo", SafeText.line("\u001b[2Jboo", Glyphs.ASCII));
        assertEquals("·31mred", SafeText.line("\u009b31mred", Glyphs.UNICODE));
    }

    @Test
    void oneLineStaysOneLine() {
        assertEquals("a⏎b⏎c⏎d e␍f", SafeText.line("a\nb\r\nc\u2028d\te\rf", Glyphs.UNICODE));
        assertEquals("a b c d e?f", SafeText.line("a\nb\r\nc\u2028d\te\rf", Glyphs.ASCII));
    }

    @Test
    void cleanTextOfAnyScriptIsTheSameObject() {
        for (String text : new String[] {"nginx:1.27", "镜像 🐳 e\u0301", "👩\u200D💻", "❤\uFE0F", "Ünïcödé", "नमस्ते"}) {
            assertSame(text, SafeText.line(text, Glyphs.UNICODE));
        }
    }

    @Test
    void linesKeepTheirBreaksAndAlignTheirTabs() {
        assertEquals(List.of("a   b", "镜  c", "␛x", ""), SafeText.lines("a\tb\r\n镜\tc\n\u001bx\n", Glyphs.UNICODE));
    }
}
