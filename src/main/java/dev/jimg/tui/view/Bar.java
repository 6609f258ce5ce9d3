package dev.jimg.tui.view;

import dev.jimg.tui.term.Glyphs;

/** A progress bar as text: whole blocks, one of eight part blocks, and the rest. */
final class Bar {

    private static final String[] PARTS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    private static final String FULL = "█";
    private static final String REST = "░";

    private Bar() {}

    /**
     * The filled part.
     *
     * @param fraction 0 to 1
     */
    static String filled(double fraction, int cells, Glyphs glyphs) {
        int eighths = (int) Math.floor(Math.max(0, Math.min(1, fraction)) * cells * PARTS.length);
        // ASCII has one kind of block.
        String part = glyphs == Glyphs.ASCII ? "" : PARTS[eighths % PARTS.length];
        return FULL.repeat(eighths / PARTS.length) + part;
    }

    static String rest(int cells) {
        return REST.repeat(Math.max(0, cells));
    }
}
