package dev.jimg.tui.term;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.TextColor;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    @Test
    void theLocaleDecidesByPosixPrecedence() {
        assertEquals(Glyphs.UNICODE, Glyphs.forEnvironment(Map.of("LANG", "en_US.UTF-8")));
        assertEquals(Glyphs.UNICODE, Glyphs.forEnvironment(Map.of("LANG", "C", "LC_CTYPE", "zh_CN.utf8")));
        assertEquals(Glyphs.UNICODE, Glyphs.forEnvironment(Map.of("LANG", "C.UTF-8", "LC_ALL", "")));
        assertEquals(Glyphs.ASCII, Glyphs.forEnvironment(Map.of("LANG", "en_US.UTF-8", "LC_ALL", "C")));
        assertEquals(Glyphs.ASCII, Glyphs.forEnvironment(Map.of("LANG", "de_DE.ISO-8859-1")));
        assertEquals(Glyphs.ASCII, Glyphs.forEnvironment(Map.of()));
    }

    @Test
    void theTerminalsNameDecidesHowManyColours() {
        assertEquals(ColorDepth.ANSI, ColorDepth.forEnvironment(Map.of("TERM", "linux")));
        assertEquals(ColorDepth.INDEXED, ColorDepth.forEnvironment(Map.of("TERM", "screen-256color")));
        assertEquals(ColorDepth.TRUE, ColorDepth.forEnvironment(Map.of("TERM", "xterm-256color", "COLORTERM", "truecolor")));
        assertEquals(ColorDepth.TRUE, ColorDepth.forEnvironment(Map.of("TERM", "xterm-direct")));
        assertEquals(ColorDepth.NONE, ColorDepth.forEnvironment(Map.of("TERM", "vt100")));
        assertEquals(ColorDepth.NONE, ColorDepth.forEnvironment(Map.of("TERM", "xterm-256color", "NO_COLOR", "1")));
        assertEquals(ColorDepth.INDEXED, ColorDepth.forEnvironment(Map.of("TERM", "xterm-256color", "NO_COLOR", "")));
    }

    @Test
    void aColourThatTheTerminalLacksBecomesTheNearest() {
        TextColor orange = new TextColor.RGB(255, 135, 0);
        assertEquals("38;2;255;135;0", sgr(ColorDepth.TRUE, orange, true));
        assertEquals("38;5;208", sgr(ColorDepth.INDEXED, orange, true));
        assertEquals("48;5;208", sgr(ColorDepth.INDEXED, orange, false));
        assertEquals("93", sgr(ColorDepth.ANSI, orange, true));
        assertEquals("", sgr(ColorDepth.NONE, orange, true));
        assertEquals("38;5;244", sgr(ColorDepth.INDEXED, new TextColor.RGB(128, 128, 128), true));
        assertEquals("97", sgr(ColorDepth.ANSI, new TextColor.Indexed(255), true));
        assertEquals("90", sgr(ColorDepth.ANSI, new TextColor.Indexed(240), true));
        assertEquals("44", sgr(ColorDepth.ANSI, new TextColor.RGB(0, 0, 150), false));
        assertEquals("39", sgr(ColorDepth.ANSI, TextColor.ANSI.DEFAULT, true));
        assertEquals("96", sgr(ColorDepth.INDEXED, TextColor.ANSI.CYAN_BRIGHT, true));
    }

    private static String sgr(ColorDepth depth, TextColor color, boolean foreground) {
        return new String(depth.parameters(color, foreground), US_ASCII);
    }

    @Test
    void theClipboardIsFilledThroughTmuxWhicheverWayItWantsIt() {
        String copied = new String(Clipboard.copy("a", Map.of("TMUX", "/run/tmux,1,0")), StandardCharsets.US_ASCII);
        assertEquals("\u001b]52;c;YQ==\u0007\u001bPtmux;\u001b\u001b]52;c;YQ==\u0007\u001b\\", copied);
    }

    @Test
    void theClipboardIsFilledByOsc52() {
        String copied = new String(Clipboard.copy("nginx:1.27", Map.of()), StandardCharsets.US_ASCII);
        assertEquals("\u001b]52;c;bmdpbng6MS4yNw==\u0007", copied);
        assertNull(Clipboard.copy("x".repeat(80_000), Map.of()));
        String wrapped = new String(Clipboard.copy("x".repeat(2000), Map.of("STY", "1.pts")), StandardCharsets.US_ASCII);
        assertTrue(wrapped.startsWith("\u001bP\u001b]52;c;") && wrapped.endsWith("\u0007\u001b\\"), wrapped);
    }
}
