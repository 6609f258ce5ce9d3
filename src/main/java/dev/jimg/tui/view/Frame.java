package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Dialog;
import dev.jimg.tui.state.Layout;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.state.Rect;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.Grid;
import java.util.List;

/** The whole screen: title, panes, hints, and the dialogs over them. */
public final class Frame {

    private Frame() {}

    /** Draws every cell of the grid anew. */
    public static void draw(AppState state, Grid grid, Look look) {
        grid.clear();
        grid.hideCursor();
        Area all = grid.area();
        Layout layout = state.layout();
        TitleBar.draw(state, all.sub(0, 0, all.width(), 1), look);
        if (layout.tabs()) {
            PaneTabs.draw(state, all.sub(0, 1, all.width(), 1), look);
        }
        for (Pane pane : Pane.values()) {
            Rect rect = layout.rect(pane);
            if (!rect.isEmpty()) {
                pane(pane, state, all.sub(rect.x(), rect.y(), rect.width(), rect.height()), look);
            }
        }
        StatusBar.draw(state, all.sub(0, all.height() - 1, all.width(), 1), look);
        List<Dialog> dialogs = state.dialogs();
        for (int i = 0; i < dialogs.size(); i++) {
            if (i + 1 == dialogs.size() || !dialogs.get(i + 1).coversBelow()) {
                DialogViews.draw(dialogs.get(i), state, all, look);
            }
        }
    }

    private static void pane(Pane pane, AppState state, Area area, Look look) {
        switch (pane) {
            case IMAGES -> ImagesView.draw(state, area, look);
            case SEARCH -> SearchView.draw(state, area, look);
            case DETAIL -> DetailView.draw(state, area, look);
            case TRANSFERS -> TransfersView.draw(state, area, look);
        }
    }
}
