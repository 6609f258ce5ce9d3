package dev.jimg.tui.term;

import com.googlecode.lanterna.TextColor;
import java.util.Map;

/** How many colours the terminal has; colours beyond that become the nearest it can show. */
public enum ColorDepth {
    /** No colour: attributes alone carry the meaning. */
    NONE,
    /** The 16 colours of ECMA-48 and aixterm. */
    ANSI,
    /** The 256 colours of xterm. */
    INDEXED,
    /** 24 bits. */
    TRUE;

    private static final int[] LEVELS = {0, 95, 135, 175, 215, 255};

    /**
     * The depth by the usual signs: {@code NO_COLOR} set and not empty means none (no-color.org), {@code COLORTERM}
     * {@code truecolor} or {@code 24bit} means all, else the name in {@code TERM} decides.
     */
    public static ColorDepth forEnvironment(Map<String, String> environment) {
        String term = environment.getOrDefault("TERM", "");
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty() || term.isEmpty() || term.equals("dumb")
                || term.startsWith("vt1") || term.startsWith("vt2")) {
            return NONE;
        }
        String colorTerm = environment.getOrDefault("COLORTERM", "");
        if (colorTerm.equals("truecolor") || colorTerm.equals("24bit") || term.contains("direct")) {
            return TRUE;
        }
        return term.contains("256color") ? INDEXED : ANSI;
    }

    /** The parameters of SGR that set a colour at this depth, as {@code 38;5;208}; empty if there is nothing to set. */
    byte[] parameters(TextColor color, boolean foreground) {
        if (this == NONE) {
            return new byte[0];
        }
        TextColor shown = nearest(color);
        return foreground ? shown.getForegroundSGRSequence() : shown.getBackgroundSGRSequence();
    }

    private TextColor nearest(TextColor color) {
        if (color instanceof TextColor.ANSI || this == TRUE || this == INDEXED && color instanceof TextColor.Indexed) {
            return color;
        }
        return this == INDEXED
                ? new TextColor.Indexed(index(color.getRed(), color.getGreen(), color.getBlue()))
                : ansi(color.getRed(), color.getGreen(), color.getBlue());
    }

    /** The nearest of xterm's colour cube (16 to 231) and grey ramp (232 to 255). */
    private static int index(int red, int green, int blue) {
        int r = level(red);
        int g = level(green);
        int b = level(blue);
        int grey = Math.max(0, Math.min(23, ((red + green + blue) / 3 - 3) / 10));
        int cube = distance(red, green, blue, LEVELS[r], LEVELS[g], LEVELS[b]);
        int ramp = distance(red, green, blue, 8 + 10 * grey, 8 + 10 * grey, 8 + 10 * grey);
        return ramp < cube ? 232 + grey : 16 + 36 * r + 6 * g + b;
    }

    private static int level(int value) {
        int best = 0;
        for (int i = 1; i < LEVELS.length; i++) {
            if (Math.abs(value - LEVELS[i]) < Math.abs(value - LEVELS[best])) {
                best = i;
            }
        }
        return best;
    }

    /** The nearest of the 16: by hue, for their real values are the user's own choice. */
    private static TextColor.ANSI ansi(int red, int green, int blue) {
        int high = Math.max(red, Math.max(green, blue));
        int low = Math.min(red, Math.min(green, blue));
        if (high - low < 40) {
            return high < 50 ? TextColor.ANSI.BLACK : high < 120 ? TextColor.ANSI.BLACK_BRIGHT
                    : high < 210 ? TextColor.ANSI.WHITE : TextColor.ANSI.WHITE_BRIGHT;
        }
        int half = (high + low) / 2;
        int bits = (red > half ? 1 : 0) | (green > half ? 2 : 0) | (blue > half ? 4 : 0);
        TextColor.ANSI[] colors = TextColor.ANSI.values();
        return colors[(high >= 200 ? TextColor.ANSI.BLACK_BRIGHT.ordinal() : 0) + bits];
    }

    private static int distance(int r1, int g1, int b1, int r2, int g2, int b2) {
        return (r1 - r2) * (r1 - r2) + (g1 - g2) * (g1 - g2) + (b1 - b2) * (b1 - b2);
    }
}
