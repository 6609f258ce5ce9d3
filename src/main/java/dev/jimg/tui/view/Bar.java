package dev.jimg.tui.view;

import dev.jimg.tui.term.Glyphs;

/**
 * A progress bar as text: a heavy line grows, by half cells, over a thin one. Lines, and not blocks, because bars stand
 * one below the other, and blocks would run together.
 */
final class Bar {

    private static final String FULL = "━";
    private static final String HALF = "╸";
    private static final String REST = "─";

    private Bar() {}

    /**
     * The filled part.
     *
     * @param fraction 0 to 1
     */
    static String filled(double fraction, int cells, Glyphs glyphs) {
        int halves = (int) Math.floor(Math.max(0, Math.min(1, fraction)) * cells * 2);
        // ASCII has no half of a line.
        boolean half = halves % 2 == 1 && glyphs != Glyphs.ASCII;
        return FULL.repeat(halves / 2) + (half ? HALF : "");
    }

    static String rest(int cells) {
        return REST.repeat(Math.max(0, cells));
    }
}
