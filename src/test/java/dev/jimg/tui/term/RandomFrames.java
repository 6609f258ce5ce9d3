package dev.jimg.tui.term;

import com.googlecode.lanterna.TextColor;
import java.util.Random;

/** Frames as an app makes them, and worse: each one changes something of the last. Same seed, same frames. */
final class RandomFrames {
    private static final String[] NARROW = {"a", "Z", "nginx", "latest 1.27", "─────", "│", "é", "●", "x y  z", "…", "   "};
    private static final String[] WIDE = {"镜像", "拉取 61%", "日本", "한국어", "ｆ", "a镜b像c"};
    private static final String[] HARD = {"✅", "🐳", "e\u0301", "👍🏽", "👩\u200D💻", "❤\uFE0F", "🇩🇪", "1\uFE0F\u20E3",
        "\u0301x", "⌚", "n\u0303o\u0308"};
    private static final TextColor[] COLORS = {TextColor.ANSI.DEFAULT, TextColor.ANSI.DEFAULT, TextColor.ANSI.RED,
        TextColor.ANSI.CYAN_BRIGHT, new TextColor.Indexed(208), new TextColor.RGB(10, 200, 30)};

    private final Random random;
    private final int repertoire;

    /** @param repertoire 1 narrow characters, 2 also wide ones, 3 also clusters and emoji */
    RandomFrames(long seed, int repertoire) {
        this.random = new Random(seed);
        this.repertoire = repertoire;
    }

    void change(Grid grid) {
        for (int steps = random.nextInt(6); steps >= 0; steps--) {
            int x = random.nextInt(grid.columns() + 8) - 4;
            int y = random.nextInt(grid.rows() + 2) - 1;
            switch (random.nextInt(12)) {
                case 0 -> grid.fill(x, y, random.nextInt(30), random.nextInt(6), style());
                case 1 -> grid.area().sub(x, y, random.nextInt(40), random.nextInt(9))
                        .box(repertoire == 1 ? "1 Images" : "1 镜像", "14", style(), style());
                case 2 -> grid.shade(x, y, random.nextInt(20), random.nextInt(5), Style.DIM);
                case 3 -> grid.put(0, y, text().repeat(20), style());
                default -> grid.put(x, y, text(), style());
            }
        }
        if (random.nextInt(40) == 0) {
            grid.clear();
        }
        if (random.nextInt(3) == 0) {
            grid.showCursor(random.nextInt(grid.columns()), random.nextInt(grid.rows()));
        } else if (random.nextInt(3) == 0) {
            grid.hideCursor();
        }
    }

    private String text() {
        return switch (random.nextInt(repertoire)) {
            case 0 -> NARROW[random.nextInt(NARROW.length)];
            case 1 -> WIDE[random.nextInt(WIDE.length)];
            default -> HARD[random.nextInt(HARD.length)];
        };
    }

    private Style style() {
        if (random.nextInt(3) == 0) {
            return Style.PLAIN;
        }
        int attributes = random.nextInt(2) == 0 ? 0 : random.nextInt(32);
        return new Style(COLORS[random.nextInt(COLORS.length)], COLORS[random.nextInt(COLORS.length)], attributes);
    }
}
