package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.term.Area;

/** The search pane. */
final class SearchView {

    private SearchView() {}

    static void draw(AppState state, Area area, Look look) {
        PaneFrame.draw(Pane.SEARCH, state, area, look.say("pane.search"), "", look);
    }
}
