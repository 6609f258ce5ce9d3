package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.term.Area;

/** The images pane. */
final class ImagesView {

    private ImagesView() {}

    static void draw(AppState state, Area area, Look look) {
        PaneFrame.draw(Pane.IMAGES, state, area, look.say("pane.images"), "", look);
    }
}
