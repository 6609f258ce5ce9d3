package dev.jimg.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class SafeTextTest {

    @Test
    void plainTextComesBackAsItIs() {
        String plain = "Official build of Nginx. ~!@";
        assertSame(plain, SafeText.line(plain));
        assertEquals("中文 é 🐳 Ω", SafeText.line("中文 é 🐳 Ω"));
        assertEquals("👩‍💻", SafeText.line("👩‍💻"), "a joiner holds an emoji together");
    }

    @Test
    void whatIsInvisibleIsSeen() {
        assertEquals("pay\ufffdpal", SafeText.line("pay\u200dpal"), "a joiner that joins no emoji");
        assertEquals("a\ufffdb\ufffd\ufffd", SafeText.line("a\u200cb\u00ad\u3164"));
        assertEquals("\ufffd👩\ufffd", SafeText.line("\u200d👩\u200d"), "nor one at an end");
    }

    @Test
    void itBecomesOneLine() {
        assertEquals("a b c d", SafeText.line("a\tb\nc\rd"));
    }

    @Test
    void whatCouldDriveATerminalIsSeen() {
        assertEquals("␛[2J␇␀␈", SafeText.line("\u001b[2J\u0007\u0000\b"));
        assertEquals("␡�31m", SafeText.line("\u007f\u009b31m"));
        assertEquals("a�gnp.exe", SafeText.line("a\u202egnp.exe"));
        assertEquals("���", SafeText.line("\u2028\u2066\ufeff"));
        assertEquals("x�y�", SafeText.line("x\ud800y\udc00"));
        assertEquals("�", SafeText.line("\udb40\udc41"));
    }

    @Test
    void nothingHarmfulIsLeftWhateverComes() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String text = SafeText.line(new StringBuilder("a").appendCodePoint(codePoint).append('b').toString());
            assertFalse(text.codePoints().anyMatch(SafeText::isHarmful), Integer.toHexString(codePoint));
            assertFalse(text.codePoints().anyMatch(Character::isISOControl), Integer.toHexString(codePoint));
        }
    }
}
