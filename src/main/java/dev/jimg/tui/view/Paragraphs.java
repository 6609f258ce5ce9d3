package dev.jimg.tui.view;

import dev.jimg.service.Failure;
import dev.jimg.tui.state.FailureText;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Glyphs;
import dev.jimg.tui.term.SafeText;
import dev.jimg.tui.term.Style;
import java.util.ArrayList;
import java.util.List;

/** Sentences in a pane or dialog: wrapped, as many lines as there is room for. */
final class Paragraphs {

    /** A line and how it looks. */
    record Line(String text, Style style) {}

    private Paragraphs() {}

    /** The text in lines of at most this width; what a terminal would choke on is made visible first. */
    static List<Line> wrap(String text, int width, Style style) {
        List<Line> lines = new ArrayList<>();
        for (String safe : SafeText.lines(text, Glyphs.UNICODE)) {
            CellText.wrap(safe, width).forEach(line -> lines.add(new Line(line, style)));
        }
        return lines;
    }

    /** What failed, on what and why; then what to do next. */
    static List<Line> failure(Failure failure, int width, Look look) {
        List<Line> lines = new ArrayList<>(wrap(look.say(FailureText.whole(failure)), width, look.theme().error()));
        if (!failure.advice().isEmpty()) {
            lines.add(new Line("", look.theme().text()));
            lines.addAll(wrap(look.say(FailureText.advice(failure)), width, look.theme().text()));
        }
        return lines;
    }

    /** Draws lines from {@code top} on; what there is no room for ends in an ellipsis. */
    static void draw(List<Line> lines, int top, Area area) {
        for (int y = 0; y < area.height() && top + y < lines.size(); y++) {
            Line line = lines.get(top + y);
            boolean cut = y == area.height() - 1 && top + y + 1 < lines.size();
            boolean full = CellText.width(line.text()) + 2 > area.width();
            area.text(0, y, area.width(), !cut ? line.text() : full
                    ? CellText.truncate(line.text() + "……", area.width()) : line.text() + " …", line.style());
        }
    }

    /**
     * Draws a text from a row on.
     *
     * @return the row after it
     */
    static int write(String text, Area area, int y, Style style) {
        List<Line> lines = wrap(text, Math.max(1, area.width()), style);
        draw(lines, 0, area.sub(0, y, area.width(), area.height() - y));
        return y + lines.size();
    }

    /**
     * Draws a failure; the blank line in it only where there is room for one.
     *
     * @return the row after it
     */
    static int write(Failure failure, Area area, Look look) {
        List<Line> lines = failure(failure, Math.max(1, area.width()), look);
        if (lines.size() > area.height()) {
            lines.removeIf(line -> line.text().isEmpty());
        }
        draw(lines, 0, area);
        return lines.size();
    }

    /** One sentence in a pane that has nothing else to show. */
    static void alone(String text, Area area, Look look) {
        write(text, padded(area), 0, look.theme().dim());
    }

    /** A failure in a pane that has nothing else to show, the key that tries again, and, where there is room, more. */
    static void failed(Failure failure, String more, Area area, Look look) {
        Area padded = padded(area);
        int next = failed(failure, area, look) + 1;
        if (next + wrap(more, Math.max(1, padded.width()), look.theme().dim()).size() <= padded.height()) {
            write(more, padded, next, look.theme().dim());
        }
    }

    /**
     * A failure in a pane that has nothing else to show, and the key that tries again.
     *
     * @return the row after it
     */
    static int failed(Failure failure, Area area, Look look) {
        Area padded = padded(area);
        int next = write(failure, padded.sub(0, 0, padded.width(), padded.height() - 1), look);
        int y = Math.min(next + (padded.height() > next + 1 ? 1 : 0), padded.height() - 1);
        return key("R", look.say("hint.retry"), padded, y, look);
    }

    /**
     * Draws a key and what it does.
     *
     * @return the row after it
     */
    static int key(String key, String text, Area area, int y, Look look) {
        area.text(0, y, key, look.theme().accent());
        int start = CellText.width(key) + 2;
        return write(text, area.sub(start, 0, area.width() - start, area.height()), y, look.theme().text());
    }

    private static Area padded(Area area) {
        return area.sub(1, area.height() > 6 ? 1 : 0, area.width() - 2, area.height() - (area.height() > 6 ? 1 : 0));
    }
}
