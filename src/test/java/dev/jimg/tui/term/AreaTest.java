package dev.jimg.tui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AreaTest {
    @Test
    void boxesCarryATitleAndANote() {
        Grid grid = new Grid(30, 3);
        Area inside = grid.area().box("1 Images", "14 · newest first", Style.PLAIN, Style.PLAIN);
        assertEquals("28x1", inside.width() + "x" + inside.height());
        assertEquals(List.of("╭ 1 Images ──────────────────╮",
                "│                            │", "╰────────────────────────────╯"), GridText.lines(grid));
        Grid wide = new Grid(40, 2);
        wide.area().box("1 Images", "14 · newest first", Style.PLAIN, Style.PLAIN);
        assertEquals("╭ 1 Images ──────── 14 · newest first ─╮", GridText.lines(wide).get(0));
    }

    @Test
    void nothingIsDrawnOutsideAnArea() {
        Grid grid = new Grid(10, 4);
        Area area = grid.area().sub(3, 1, 4, 2);
        area.text(-2, 0, "0123456789", Style.PLAIN);
        area.text(0, 2, "below", Style.PLAIN);
        area.text(0, -1, "above", Style.PLAIN);
        area.hline(-5, 1, 50, "─", Style.PLAIN);
        assertEquals(List.of("", "   2345", "   ────", ""), GridText.lines(grid));
    }

    @Test
    void aWideCharacterAcrossTheEdgeOfAnAreaBecomesABlank() {
        Grid grid = new Grid(10, 1);
        grid.put(0, 0, "..........", Style.PLAIN);
        grid.area().sub(2, 0, 3, 1).text(0, 0, "镜像", Style.PLAIN);
        assertEquals("..镜 .....", GridText.lines(grid).get(0));
    }

    @Test
    void sharesAddUpToTheWhole() {
        for (int width = 0; width < 200; width++) {
            Area[] bands = new Grid(width, 1).area().columns(10, -1, -2, 3, -1);
            int sum = 0;
            for (Area band : bands) {
                assertEquals(sum, band.left());
                sum += band.width();
            }
            assertEquals(width, sum < width ? -1 : sum);
        }
        Area[] rows = new Grid(5, 20).area().rows(-1, 6, -1);
        assertEquals("7,6,7", rows[0].height() + "," + rows[1].height() + "," + rows[2].height());
    }

    @Test
    void textEndsWhereItIsToldTo() {
        Grid grid = new Grid(12, 2);
        assertEquals(7, grid.area().textRight(12, 0, "192MB", Style.PLAIN));
        grid.area().textCenter(1, "镜像", Style.PLAIN);
        assertEquals(List.of("       192MB", "    镜像"), GridText.lines(grid));
    }

    @Test
    void theCursorIsHiddenWhereItWouldBeOutside() {
        Grid grid = new Grid(10, 4);
        Area area = grid.area().sub(2, 1, 3, 1);
        area.cursor(3, 0);
        assertEquals(-1, grid.cursorColumn());
        area.cursor(2, 0);
        assertEquals("4,1", grid.cursorColumn() + "," + grid.cursorRow());
    }

    @Test
    void tinyAreasAreNoError() {
        for (int width = 0; width < 4; width++) {
            for (int height = 0; height < 4; height++) {
                Area inside = new Grid(width, height).area().box("title", "note", Style.PLAIN, Style.PLAIN);
                assertTrue(inside.width() <= width && inside.inner().inner().isEmpty());
            }
        }
    }
}
