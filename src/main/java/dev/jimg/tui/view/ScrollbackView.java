package dev.jimg.tui.view;

import dev.jimg.tui.state.Scrollback;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Lines of text from outside, wrapped; while the end is followed, the last ones that fit. */
final class ScrollbackView {

    private ScrollbackView() {}

    static void draw(Scrollback text, Area area, Look look) {
        List<String> rows = text.follow() ? last(text, area) : from(text, area);
        for (int y = 0; y < rows.size() && y < area.height(); y++) {
            area.text(0, y, area.width(), rows.get(y), look.theme().text());
        }
    }

    private static List<String> from(Scrollback text, Area area) {
        List<String> rows = new ArrayList<>();
        for (int i = text.first(area.height()); i < text.count() && rows.size() < area.height(); i++) {
            rows.addAll(wrapped(text.line(i), area));
        }
        return rows;
    }

    private static List<String> last(Scrollback text, Area area) {
        Deque<String> rows = new ArrayDeque<>();
        for (int i = text.count() - 1; i >= 0 && rows.size() < area.height(); i--) {
            List<String> line = wrapped(text.line(i), area);
            for (int j = line.size() - 1; j >= 0 && rows.size() < area.height(); j--) {
                rows.addFirst(line.get(j));
            }
        }
        return new ArrayList<>(rows);
    }

    private static List<String> wrapped(String line, Area area) {
        return line.isEmpty() ? List.of("") : CellText.wrap(CellText.sanitize(line), Math.max(1, area.width()));
    }
}
