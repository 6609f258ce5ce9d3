package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.term.Area;

/** The transfers pane. */
final class TransfersView {

    private TransfersView() {}

    static void draw(AppState state, Area area, Look look) {
        PaneFrame.draw(Pane.TRANSFERS, state, area, look.say("pane.transfers"), "", look);
    }
}
