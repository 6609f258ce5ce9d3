package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Text that comes in pieces, as lines. */
class ScrollbackTest {

    @Test
    void joinsPiecesToLines() {
        Scrollback text = Scrollback.EMPTY.append("a").append("b\r\nc\n").append("\nd");
        assertEquals(List.of("ab", "c", ""), text.lines());
        assertEquals(4, text.count());
        assertEquals("d", text.line(3));
    }

    @Test
    void showsWhatATerminalWouldShow() {
        Scrollback text = Scrollback.EMPTY.append("10%\r50%\r100%\n\u001b[1;32mok\u001b[0m\tdone\n\u001b]0;title\u0007x\n");
        assertEquals(List.of("100%", "ok      done", "x"), text.lines());
    }

    @Test
    void keepsTheLastLinesAndWhatOneReadsInItsPlace() {
        Scrollback text = Scrollback.EMPTY;
        for (int i = 0; i < Scrollback.MOST_LINES; i++) {
            text = text.append(i + "\n");
        }
        Scrollback reading = text.move(Action.UP, 10);
        String first = reading.line(reading.first(10));
        Scrollback later = reading.append("x\n".repeat(100));
        assertEquals(Scrollback.MOST_LINES, later.count());
        assertEquals(first, later.line(later.first(10)));
        assertEquals("x", text.append("x\n".repeat(100)).line(Scrollback.MOST_LINES - 1));
    }

    @Test
    void takesMoreAtOnceThanItKeeps() {
        Scrollback text = Scrollback.EMPTY.append("y\n".repeat(3 * Scrollback.MOST_LINES) + "end");
        assertEquals(Scrollback.MOST_LINES + 1, text.count());
        assertEquals("end", text.line(Scrollback.MOST_LINES));
    }

    @Test
    void followsAgainAtTheEnd() {
        Scrollback text = Scrollback.EMPTY.append("1\n2\n3\n4\n5\n");
        Scrollback up = text.move(Action.PAGE_UP, 3);
        assertFalse(up.follow());
        assertTrue(up.move(Action.PAGE_DOWN, 3).follow());
    }
}
