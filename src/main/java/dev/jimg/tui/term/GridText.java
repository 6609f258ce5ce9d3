package dev.jimg.tui.term;

import com.googlecode.lanterna.TextColor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A grid as text: what golden screens compare and what is drawn where there is no terminal. */
public final class GridText {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private GridText() {}

    /** The rows as text, without trailing blanks; wide characters stand once, so that columns line up on a terminal. */
    public static List<String> lines(Grid grid) {
        List<String> lines = new ArrayList<>(grid.rows());
        StringBuilder line = new StringBuilder(grid.columns());
        for (int y = 0; y < grid.rows(); y++) {
            line.setLength(0);
            for (int x = 0; x < grid.columns(); x++) {
                line.append(grid.text(x, y));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /**
     * The style of every cell, one letter a cell ({@code .} is {@link Style#PLAIN}; also for a blank that looks like
     * it), then an empty line, then a legend line for each letter, in the order of first use.
     */
    public static List<String> styles(Grid grid) {
        Map<Style, Character> letters = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>(grid.rows() + 8);
        for (int y = 0; y < grid.rows(); y++) {
            StringBuilder line = new StringBuilder(grid.columns());
            for (int x = 0; x < grid.columns(); x++) {
                line.append(letter(grid, x, y, letters));
            }
            lines.add(line.toString());
        }
        if (!letters.isEmpty()) {
            lines.add("");
        }
        for (Map.Entry<Style, Character> entry : letters.entrySet()) {
            lines.add(entry.getValue() + " " + describe(entry.getKey()));
        }
        if (grid.cursorColumn() >= 0) {
            lines.add("cursor " + grid.cursorColumn() + "," + grid.cursorRow());
        }
        return lines;
    }

    private static char letter(Grid grid, int x, int y, Map<Style, Character> letters) {
        Style style = grid.style(x, y);
        if (style.equals(Style.PLAIN) || grid.isErased(y * grid.columns() + x)) {
            return '.';
        }
        Character known = letters.get(style);
        if (known == null) {
            known = letters.size() < LETTERS.length() ? LETTERS.charAt(letters.size()) : '?';
            letters.put(style, known);
        }
        return known;
    }

    private static String describe(Style style) {
        StringBuilder words = new StringBuilder();
        if (style.foreground() != TextColor.ANSI.DEFAULT) {
            words.append(name(style.foreground()));
        }
        if (style.background() != TextColor.ANSI.DEFAULT) {
            words.append(" on ").append(name(style.background()));
        }
        String[] attributes = {"bold", "dim", "italic", "underline", "reverse"};
        for (int i = 0; i < attributes.length; i++) {
            if (style.has(1 << i)) {
                words.append(' ').append(attributes[i]);
            }
        }
        return words.toString().strip();
    }

    private static String name(TextColor color) {
        if (color instanceof TextColor.ANSI ansi) {
            return ansi.name().toLowerCase(Locale.ROOT);
        }
        StringBuilder hex = new StringBuilder("#");
        for (int part : new int[] {color.getRed(), color.getGreen(), color.getBlue()}) {
            hex.append(Character.forDigit(part >> 4, 16)).append(Character.forDigit(part & 15, 16));
        }
        return hex.toString();
    }
}
