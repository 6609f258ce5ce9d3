package dev.jimg.tui.term;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.TextColor;
import org.jline.builtins.ScreenTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiffTest {
    private static final String ESC = "\u001b";

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 2", "3, 2", "4, 1"})
    void everyFrameShowsTheGridCellForCell(long seed, int pictographCells) {
        RandomFrames frames = new RandomFrames(seed, 3);
        Grid grid = new Grid(60, 14);
        Diff diff = new Diff(ColorDepth.TRUE);
        Emulator screen = new Emulator(60, 14, pictographCells);
        for (int i = 0; i < 800; i++) {
            frames.change(grid);
            if (i % 97 == 0) {
                diff.invalidate();
            }
            screen.write(new String(diff.frame(grid), UTF_8));
            compare(grid, screen, ColorDepth.TRUE, "seed " + seed + " frame " + i);
        }
    }

    @ParameterizedTest
    @EnumSource(ColorDepth.class)
    void everyColourDepthShowsItsColoursAndNoOthers(ColorDepth depth) {
        RandomFrames frames = new RandomFrames(7, 2);
        Grid grid = new Grid(40, 10);
        Diff diff = new Diff(depth);
        Emulator screen = new Emulator(40, 10, 2);
        for (int i = 0; i < 300; i++) {
            frames.change(grid);
            screen.write(new String(diff.frame(grid), UTF_8));
            compare(grid, screen, depth, "frame " + i);
        }
    }

    private static void compare(Grid grid, Emulator screen, ColorDepth depth, String when) {
        for (int y = 0; y < grid.rows(); y++) {
            for (int x = 0; x < grid.columns(); x++) {
                String where = when + " at " + x + "," + y;
                int at = y * grid.columns() + x;
                String expected = sent(grid.text(x, y));
                String actual = screen.cell(x, y);
                if (expected.equals("🇩🇪") && actual.length() == 2) {
                    assertEquals(expected, actual + screen.cell(++x, y), where); // Two cells of one letter each.
                    continue;
                }
                // A terminal to which an emoji is narrow shows a blank beside it.
                assertEquals(expected.isEmpty() && actual.equals(" ") ? " " : expected, actual, where);
                if (!grid.isErased(at) && !grid.isContinuation(x, y)) {
                    assertEquals(sgr(grid.style(x, y), depth), screen.style(x, y), where);
                } else if (grid.isErased(at)) {
                    assertTrue(screen.style(x, y).matches("\\S+ 49( [123])*"), where + ": " + screen.style(x, y));
                }
            }
        }
        assertEquals(grid.cursorColumn() >= 0, screen.cursorVisible, when);
        if (screen.cursorVisible) {
            assertEquals(grid.cursorColumn() + "," + grid.cursorRow(), screen.cursorColumn() + "," + screen.cursorRow(), when);
        }
    }

    /** Of joined emoji only the first is sent. */
    private static String sent(String cluster) {
        return cluster.startsWith("👩") || cluster.startsWith("👍") ? cluster.substring(0, 2) : cluster;
    }

    private static String sgr(Style style, ColorDepth depth) {
        String foreground = new String(depth.parameters(style.foreground(), true), UTF_8);
        String background = new String(depth.parameters(style.background(), false), UTF_8);
        StringBuilder sgr = new StringBuilder(foreground.isEmpty() ? "39" : foreground)
                .append(' ').append(background.isEmpty() ? "49" : background);
        int[] codes = {1, 2, 3, 4, 7};
        for (int i = 0; i < codes.length; i++) {
            sgr.append(style.has(1 << i) ? " " + codes[i] : "");
        }
        return sgr.toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void jlinesEmulatorShowsTheSameText(long seed) {
        RandomFrames frames = new RandomFrames(seed, 1);
        Grid grid = new Grid(80, 24);
        Diff diff = new Diff(ColorDepth.INDEXED);
        ScreenTerminal screen = new ScreenTerminal(80, 24);
        screen.write(ESC + "[?7l");
        for (int i = 0; i < 400; i++) {
            frames.change(grid);
            screen.write(new String(diff.frame(grid), UTF_8));
            assertEquals(String.join("\n", GridText.lines(grid)), text(screen), "seed " + seed + " frame " + i);
        }
    }

    private static String text(ScreenTerminal screen) {
        long[] cells = new long[80 * 24];
        screen.dump(cells, 0, 0, 24, 80, new int[2]);
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < 24; y++) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < 80; x++) {
                line.appendCodePoint((int) cells[y * 80 + x]);
            }
            text.append(y == 0 ? "" : "\n").append(line.toString().stripTrailing());
        }
        return text.toString();
    }

    @Test
    void aFrameThatChangesNothingIsNothing() {
        Grid grid = new Grid(80, 24);
        grid.put(3, 3, "hello 镜像 🐳", Style.PLAIN.bold());
        Diff diff = new Diff(ColorDepth.TRUE);
        assertTrue(diff.frame(grid).length > 0);
        assertEquals(0, diff.frame(grid).length);
    }

    @Test
    void anotherSizeRepaintsEverything() {
        Diff diff = new Diff(ColorDepth.TRUE);
        Grid small = new Grid(20, 3);
        small.put(0, 0, "before", Style.PLAIN);
        diff.frame(small);
        Grid large = new Grid(30, 5);
        large.put(0, 0, "before", Style.PLAIN);
        Emulator screen = new Emulator(30, 5, 2);
        screen.write(new String(diff.frame(large), UTF_8));
        assertEquals("b", screen.cell(0, 0));
        assertEquals(" ", screen.cell(29, 4));
    }

    @Test
    void neverClearsTheScreenAndKeepsToOneSynchronizedUpdate() {
        Grid grid = new Grid(80, 24);
        Diff diff = new Diff(ColorDepth.TRUE);
        grid.put(0, 0, "x", Style.PLAIN);
        String frame = new String(diff.frame(grid), UTF_8);
        assertTrue(frame.startsWith(ESC + "[?2026h") && frame.endsWith(ESC + "[?2026l"), frame);
        assertFalse(frame.contains("J"), frame);
    }

    @Test
    void oneChangedLetterCostsOneShortMoveAndTheLetter() {
        Grid grid = new Grid(80, 24);
        grid.put(0, 5, "one two three", Style.PLAIN);
        Diff diff = new Diff(ColorDepth.TRUE);
        diff.frame(grid);
        grid.put(4, 5, "T", Style.PLAIN);
        assertEquals(ESC + "[?2026h" + ESC + "[6;5HT" + ESC + "[?2026l", new String(diff.frame(grid), UTF_8));
    }

    @Test
    void stylesAreChangedByTheShortestWay() {
        Grid grid = new Grid(40, 1);
        Style red = Style.PLAIN.foreground(TextColor.ANSI.RED);
        grid.put(0, 0, "a", red);
        grid.put(1, 0, "b", red.bold());
        grid.put(2, 0, "c", red);
        grid.put(3, 0, "d", Style.PLAIN);
        String frame = new String(new Diff(ColorDepth.ANSI).frame(grid), UTF_8);
        assertTrue(frame.contains(ESC + "[;31ma" + ESC + "[1mb" + ESC + "[22mc" + ESC + "[md"), frame);
    }
}
