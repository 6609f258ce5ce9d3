package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.DetailTab;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.term.Area;

/** The detail pane. */
final class DetailView {

    private DetailView() {}

    static void draw(AppState state, Area area, Look look) {
        Area inner = PaneFrame.draw(Pane.DETAIL, state, area, look.say("pane.detail"), "", look);
        if (state.detail().tab() == DetailTab.TAGS) {
            TagsView.draw(state, inner, look);
        }
    }
}
