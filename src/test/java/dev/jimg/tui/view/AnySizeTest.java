package dev.jimg.tui.view;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.SomeImages;
import dev.jimg.tui.term.Glyphs;
import dev.jimg.tui.term.Grid;
import dev.jimg.tui.term.GridText;
import org.junit.jupiter.api.Test;

/** A screen can be any size, also a silly one, at any moment. */
class AnySizeTest {

    private static final int[] COLUMNS = {1, 2, 5, 12, 30, 39, 40, 71, 72, 79, 80, 133, 300};
    private static final int[] ROWS = {1, 2, 3, 5, 9, 10, 15, 16, 24, 31, 32, 100};

    /** What is on the screen when the size changes. */
    private static final String[][] MOMENTS = {{}, {"/", "p"}, {"space", "d"}, {"t", "x"}, {"v", "G"}, {"p"}, {"?"}};

    @Test
    void drawsAtEverySizeInEveryMoment() {
        for (String[] keys : MOMENTS) {
            Play play = SomeImages.shown(80, 24, SomeImages.list()).press(keys);
            for (int columns : COLUMNS) {
                for (int rows : ROWS) {
                    play.resize(columns, rows);
                    Grid grid = new Grid(columns, rows, Glyphs.UNICODE);
                    assertDoesNotThrow(() -> Frame.draw(play.state(), grid, Golden.CHINESE),
                            () -> columns + "x" + rows + " after " + String.join(" ", keys));
                }
            }
        }
    }

    @Test
    void helpIsAlwaysAtTheRightEnd() {
        for (int columns = 40; columns <= 200; columns++) {
            Play play = SomeImages.shown(columns, 24, SomeImages.list());
            Grid grid = new Grid(columns, 24, Glyphs.UNICODE);
            Frame.draw(play.state(), grid, Golden.ENGLISH);
            String hints = GridText.lines(grid).get(23);
            assertTrue(hints.endsWith("  ? help") && hints.length() == columns - 1, hints);
        }
    }
}
