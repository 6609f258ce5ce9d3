package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.state.Target;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.util.Locale;

/** Where one pane has the whole screen: the names of all four, the shown one plain to see. */
final class PaneTabs {

    private PaneTabs() {}

    static void draw(AppState state, Area area, Look look) {
        int names = 0;
        for (Pane pane : Pane.values()) {
            names += CellText.width(label(pane, state, look));
        }
        int gaps = Pane.values().length - 1;
        int gap = 1 + names + 2 * gaps <= area.width() ? 2 : 1;
        boolean numbersOnly = 1 + names + gaps > area.width();
        int x = 1;
        for (Pane pane : Pane.values()) {
            boolean focused = pane == state.focus();
            Style style = focused ? look.theme().accent().bold() : look.theme().dim();
            String label = numbersOnly && !focused ? pane.key() : label(pane, state, look);
            area.sub(x, 0, CellText.width(label), 1).target(new Target.Focus(pane));
            x = area.text(x, 0, label, style) + (numbersOnly ? 2 : gap);
        }
    }

    /** The detail goes by the name of the tab that it shows. */
    private static String label(Pane pane, AppState state, Look look) {
        String name = pane == Pane.DETAIL ? DetailView.key(state.detail().tab()) : "pane." + pane.name();
        return pane.key() + " " + look.say(name.toLowerCase(Locale.ROOT));
    }
}
