package dev.jimg.tui.term;

import java.util.Locale;
import java.util.Map;

/**
 * Which characters the terminal can show. A {@link Grid} asks it for every cell, so a view writes the same borders and
 * marks everywhere and a terminal in a C locale gets readable ASCII.
 */
public enum Glyphs {
    /** A UTF-8 locale: everything as it is. */
    UNICODE,
    /** Any other locale: ASCII look-alikes, and {@code ?} for what has none. */
    ASCII;

    /** The Unicode characters that have a look-alike, and below, at the same place, the look-alike. */
    private static final String FANCY = "╭╮╰╯┌┐└┘├┤┬┴┼─━╸│┃═║…·•●○◌◍⇡⇣↑↓←→▲▼▸▾◂▴▶◀✔✓✗✘×█▇▆▅▄▃▂"
            + "▁▏▎▍▌▋▊▉░▒▓⏎␣“”‘’«»–—≤≥≠≈±°©\u00A0";
    private static final String PLAIN = "+++++++++++++-==||=|~.**ooo^v^v<>^v>v<^><++xx-#####__"
            + "_|||####.:# _\"\"''<>--<>!~+oc ";

    /**
     * The glyphs of a locale, by POSIX precedence: the first of {@code LC_ALL}, {@code LC_CTYPE} and {@code LANG} that
     * is set and not empty decides.
     */
    public static Glyphs forEnvironment(Map<String, String> environment) {
        String locale = environment.get("LC_ALL");
        if (locale == null || locale.isEmpty()) {
            locale = environment.get("LC_CTYPE");
        }
        if (locale == null || locale.isEmpty()) {
            locale = environment.get("LANG");
        }
        if (locale == null) {
            return ASCII;
        }
        String lower = locale.toLowerCase(Locale.ROOT);
        return lower.contains("utf-8") || lower.contains("utf8") ? UNICODE : ASCII;
    }

    /** What ends a text that was cut, one cell. */
    public String ellipsis() {
        return this == UNICODE ? "…" : "~";
    }

    /**
     * The character to draw for one that a view asked for: itself, or an ASCII look-alike of one cell.
     *
     * @param codePoint any code point; {@linkplain Cells#isUnsafe unsafe} ones become a visible replacement
     */
    public int shown(int codePoint) {
        if (codePoint >= 0x20 && codePoint < 0x7F) {
            return codePoint;
        }
        if (Cells.isUnsafe(codePoint)) {
            return replacement(codePoint);
        }
        if (this == UNICODE) {
            return codePoint;
        }
        int at = FANCY.indexOf(codePoint);
        return at < 0 ? '?' : PLAIN.charAt(at);
    }

    /** The visible stand-in, one cell wide, for an unsafe code point. */
    int replacement(int codePoint) {
        if (this == ASCII) {
            return '?';
        }
        if (codePoint < 0x20) {
            return 0x2400 + codePoint;
        }
        if (codePoint == 0x7F) {
            return 0x2421;
        }
        return Character.isSupplementaryCodePoint(codePoint) || Character.getType(codePoint) != Character.SURROGATE
                ? '·' : 0xFFFD;
    }
}
