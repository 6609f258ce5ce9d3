package dev.jimg.tui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.tui.state.LineEdit;
import dev.jimg.tui.term.Grid;
import dev.jimg.tui.term.GridText;
import dev.jimg.tui.term.Style;
import org.junit.jupiter.api.Test;

class InputLineTest {

    private final Grid grid = new Grid(10, 1);

    private String draw(LineEdit line, boolean caret) {
        InputLine.draw(line, grid.area(), caret, Style.PLAIN);
        return GridText.lines(grid).get(0);
    }

    @Test
    void showsTheCaretAfterTheText() {
        assertEquals("nginx", draw(LineEdit.of("nginx"), true));
        assertEquals(5, grid.cursorColumn());
    }

    @Test
    void scrollsSoThatTheCaretIsInSight() {
        assertEquals("…efghijkl", draw(LineEdit.of("abcdefghijkl"), true));
        assertEquals(9, grid.cursorColumn());
    }

    @Test
    void countsWideCharactersAsTwo() {
        draw(LineEdit.of("镜像"), true);
        assertEquals(4, grid.cursorColumn());
        assertEquals("…仓库镜像", draw(LineEdit.of("搜索仓库镜像"), true));
        assertEquals(9, grid.cursorColumn());
    }

    @Test
    void hidesTheCaretWhereKeysGoElsewhere() {
        draw(LineEdit.of("nginx"), false);
        assertEquals(-1, grid.cursorColumn());
    }
}
