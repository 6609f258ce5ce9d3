package dev.jimg.tui.view;

import dev.jimg.service.Failure;
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
        List<Line> lines = new ArrayList<>(wrap(failure.getMessage(), width, look.theme().error()));
        if (!failure.advice().isEmpty()) {
            lines.add(new Line("", look.theme().text()));
            lines.addAll(wrap(failure.advice(), width, look.theme().text()));
        }
        return lines;
    }

    /** Draws lines from {@code top} on; what there is no room for ends in an ellipsis. */
    static void draw(List<Line> lines, int top, Area area) {
        for (int y = 0; y < area.height() && top + y < lines.size(); y++) {
            Line line = lines.get(top + y);
            boolean cut = y == area.height() - 1 && top + y + 1 < lines.size();
            area.text(0, y, area.width(), cut ? line.text() + " …" : line.text(), line.style());
            if (cut && CellText.width(line.text()) + 2 > area.width()) {
                area.text(area.width() - 1, y, "…", line.style());
            }
        }
    }

    /** One sentence in a pane that has nothing else to show. */
    static void alone(String text, Area area, Look look) {
        Area padded = area.sub(1, area.height() > 4 ? 1 : 0, area.width() - 2, area.height());
        draw(wrap(text, Math.max(1, padded.width()), look.theme().dim()), 0, padded);
    }

    /** A failure in a pane that has nothing else to show. */
    static void failed(Failure failure, Area area, Look look) {
        Area padded = area.sub(1, area.height() > 6 ? 1 : 0, area.width() - 2, area.height());
        List<Line> lines = new ArrayList<>(failure(failure, Math.max(1, padded.width()), look));
        lines.add(new Line("", look.theme().text()));
        lines.addAll(wrap(look.say("detail.retry"), Math.max(1, padded.width()), look.theme().dim()));
        draw(lines, 0, padded);
    }
}
