package dev.jimg.tui.view;

import dev.jimg.service.Failure;
import dev.jimg.tui.term.Area;

/** A failure where there is room for it: what failed and why, and below it what to do next. */
final class FailureText {

    private FailureText() {}

    static void draw(Failure failure, Area area, Look look) {
        draw(failure, "", area, look);
    }

    /** @param more a last sentence */
    static void draw(Failure failure, String more, Area area, Look look) {
        int next = Prose.draw(area, 0, failure.getMessage(), look.theme().error());
        if (!failure.advice().isEmpty()) {
            next = Prose.draw(area, next, failure.advice(), look.theme().text());
        }
        if (!more.isEmpty()) {
            Prose.draw(area, next, more, look.theme().dim());
        }
    }
}
