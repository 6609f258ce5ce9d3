package dev.jimg.tui.term;

import dev.jimg.text.CellWidth;

/** What a code point is to a terminal: how many cells it takes, whether it may be sent at all. */
public final class Cells {
    private Cells() {}

    /**
     * The cells that a code point takes.
     *
     * @return 0 for a mark that sits on the character before it, 2 for a wide character, else 1. What may never reach a
     *     terminal ({@link #isUnsafe}) counts 1: a visible replacement is drawn for it.
     */
    public static int width(int codePoint) {
        return CellWidth.of(codePoint);
    }

    /**
     * Whether a code point may not be sent to a terminal: controls (C0, DEL, C1), line and paragraph separators, format
     * characters (bidi controls, zero-width characters, tags), surrogates and non-characters. They move the cursor,
     * start escape sequences, reorder what is on the line, or hide.
     */
    public static boolean isUnsafe(int codePoint) {
        if (codePoint < 0x7F) {
            return codePoint < 0x20;
        }
        if (codePoint < 0xA0) {
            return true;
        }
        if ((codePoint & 0xFFFE) == 0xFFFE) {
            return true;
        }
        switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR:
                return true;
            default:
                // Fillers have letter categories but draw nothing.
                return codePoint == 0x115F || codePoint == 0x1160 || codePoint == 0x3164 || codePoint == 0xFFA0;
        }
    }

    /** Whether a code point sits on the character before it instead of taking a cell. */
    static boolean isMark(int codePoint) {
        return CellWidth.isMark(codePoint);
    }

    /** Whether a code point is an emoji that others may be joined to (skin tones, zero-width joiner). */
    static boolean isPictograph(int codePoint) {
        return codePoint >= 0x1F000 && codePoint < 0x1FB00 || codePoint >= 0x2600 && codePoint < 0x27C0
                || codePoint >= 0x2190 && codePoint < 0x2400 || codePoint >= 0x2B00 && codePoint < 0x2C00;
    }
}
