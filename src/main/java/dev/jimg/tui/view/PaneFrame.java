package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.state.Target;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.Style;

/** The frame around a pane: its number, its title, a note; plain to see where the focus is. */
final class PaneFrame {

    private PaneFrame() {}

    /** @return the area inside the frame */
    static Area draw(Pane pane, AppState state, Area area, String title, String note, Look look) {
        area.target(new Target.Focus(pane));
        boolean focused = state.focus() == pane;
        Style frame = focused ? look.theme().focusedFrame() : look.theme().frame();
        Style titleStyle = focused ? look.theme().focusedFrame().bold() : look.theme().text();
        return area.box(pane.key() + " " + title, note, frame, titleStyle);
    }
}
