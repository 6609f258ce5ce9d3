package dev.jimg.tui.view;

import dev.jimg.service.Failure;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;

/** Sentences where a list would be: what an empty list teaches, why a list is not there. Wrapped, line under line. */
final class Prose {

    private final Area area;
    private int y;

    Prose(Area area) {
        this.area = area;
    }

    Prose say(String text, Style style) {
        for (String line : CellText.wrap(text, area.width())) {
            area.text(0, y++, line, style);
        }
        return this;
    }

    /** What failed and why, and below it what to do next. */
    Prose say(Failure failure, Look look) {
        say(failure.getMessage(), look.theme().error());
        return failure.advice().isEmpty() ? this : say(failure.advice(), look.theme().text());
    }

    Prose gap() {
        y++;
        return this;
    }
}
