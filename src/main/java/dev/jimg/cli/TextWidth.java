package dev.jimg.cli;

import dev.jimg.text.CellWidth;

/** How many cells a text takes, and how it is cut to fit. */
final class TextWidth {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private static final char DELETE = 0x7f;

    private TextWidth() {}

    static int of(String text) {
        int i = plain(text);
        int width = i;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            width += cells(codePoint);
            i += Character.charCount(codePoint);
        }
        return width;
    }

    /**
     * How many characters at its beginning are plain ones of one cell, which do nobody harm: of most texts all. A table
     * is printed once in the life of a process, by code that is not compiled yet: what is done for each character
     * counts.
     */
    static int plain(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= DELETE) {
                return i;
            }
        }
        return length;
    }

    /** The text, or as much of it as fits with an ellipsis into this many cells. */
    static String ellipsis(String text, int cells) {
        if (of(text) <= cells) {
            return text;
        }
        int width = 0;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            width += cells(codePoint);
            if (width > cells - 1) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end) + "…";
    }

    /** A joiner holds two characters together and takes no cell of its own. */
    private static int cells(int codePoint) {
        return codePoint == ZERO_WIDTH_JOINER || codePoint == ZERO_WIDTH_NON_JOINER ? 0 : CellWidth.of(codePoint);
    }
}
