package dev.jimg.tui.view;

import dev.jimg.tui.term.Area;

/** A thin line across a pane, with a title: below it stands more about the selected row. */
final class Rule {

    private Rule() {}

    static void draw(Area area, int y, String title, Look look) {
        area.hline(0, y, area.width(), "─", look.theme().frame());
        if (!title.isEmpty() && area.width() > 6) {
            int end = area.text(2, y, area.width() - 5, " " + title, look.theme().dim());
            area.text(end, y, " ", look.theme().dim());
        }
    }
}
