package dev.jimg.tui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.TextColor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridTest {
    @Test
    void overwritingHalfOfAWideCharacterBlanksTheOther() {
        Grid grid = new Grid(8, 1);
        grid.put(0, 0, "镜像", Style.PLAIN);
        grid.put(1, 0, "x", Style.PLAIN);
        assertEquals(" x像", GridText.lines(grid).get(0));
        grid.put(2, 0, "y", Style.PLAIN);
        assertEquals(" xy", GridText.lines(grid).get(0));
        grid.put(0, 0, "镜像", Style.PLAIN);
        grid.put(1, 0, "日", Style.PLAIN);
        assertEquals(" 日", GridText.lines(grid).get(0));
    }

    @Test
    void clippingHalfOfAWideCharacterLeavesABlank() {
        Grid grid = new Grid(5, 1);
        grid.fill(0, 0, 5, 1, Style.PLAIN);
        assertEquals(6, grid.put(0, 0, "镜像日", Style.PLAIN));
        assertEquals("镜像", GridText.lines(grid).get(0));
        assertEquals(5, grid.put(-1, 0, "镜像日", Style.PLAIN));
        assertEquals(" 像日", GridText.lines(grid).get(0));
    }

    @Test
    void noGridEverHoldsHalfAWideCharacter() {
        RandomFrames frames = new RandomFrames(21, 3);
        Grid grid = new Grid(30, 8);
        for (int i = 0; i < 2000; i++) {
            frames.change(grid);
            for (int y = 0; y < 8; y++) {
                for (int x = 0; x < 30; x++) {
                    boolean wide = !grid.isContinuation(x, y) && CellText.width(grid.text(x, y)) == 2;
                    assertEquals(wide, x + 1 < 30 && grid.isContinuation(x + 1, y), "frame " + i + " at " + x + "," + y);
                }
            }
        }
    }

    @Test
    void aClusterIsOneCell() {
        Grid grid = new Grid(10, 1);
        assertEquals(3, grid.put(0, 0, "e\u0301👩\u200D💻", Style.PLAIN));
        assertEquals("e\u0301", grid.text(0, 0));
        assertEquals("👩\u200D💻", grid.text(1, 0));
        assertTrue(grid.isContinuation(2, 0));
    }

    @Test
    void piledUpMarksAreCut() {
        Grid grid = new Grid(10, 1);
        assertEquals(1, grid.put(0, 0, "e" + "\u0301".repeat(500), Style.PLAIN));
        assertTrue(grid.text(0, 0).length() < 30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[31m", "\u009b1m", "a\rb", "\u202Etxt", "a\u0007", "\uD83D"})
    void nothingUnsafeIsEverStored(String text) {
        Grid grid = new Grid(20, 1);
        grid.put(0, 0, text, Style.PLAIN);
        GridText.lines(grid).get(0).codePoints().forEach(c -> assertFalse(Cells.isUnsafe(c)));
    }

    @Test
    void aTerminalWithoutUnicodeGetsAscii() {
        Grid grid = new Grid(24, 3, Glyphs.ASCII);
        grid.area().box("1 镜像", "14", Style.PLAIN, Style.PLAIN).text(0, 0, "● é ▸ 61% █░ ⇡ 🐳 e\u0301…", Style.PLAIN);
        assertEquals(List.of("+ 1 ???? --------- 14 -+", "|* ? > 61% #. ^ ?? e~  |", "+----------------------+"),
                GridText.lines(grid));
    }

    @Test
    void stylesAreShownAsAPlaneWithALegend() {
        Grid grid = new Grid(4, 1);
        grid.put(0, 0, "ab", Style.PLAIN.foreground(TextColor.ANSI.RED).bold());
        grid.put(2, 0, "c", Style.PLAIN.background(new TextColor.Indexed(208)));
        assertEquals(List.of("aab.", "", "a red bold", "b on #ff8700"), GridText.styles(grid));
    }
}
