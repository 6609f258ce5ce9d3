package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.DetailPane;
import dev.jimg.tui.state.DetailTab;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.util.Locale;

/** The detail pane: a frame whose title is the line of tabs, and the shown tab inside. */
final class DetailView {

    private DetailView() {}

    static void draw(AppState state, Area area, Look look) {
        int from = 2 + CellText.width(Pane.DETAIL.key()) + 1;
        int end = area.width() - 2;
        TabLine tabs = TabLine.fit(state.detail().tabs(), state.detail().tab(), end - from, look);
        Area inner = PaneFrame.draw(Pane.DETAIL, state, area, tabs.text(), note(state, look), look);
        Style shown = state.focus() == Pane.DETAIL ? look.theme().focusedFrame().bold().underline()
                : look.theme().strong().underline();
        // Over the title that the frame drew.
        tabs.draw(area, from, end, state.detail().tab(), shown);
        switch (state.detail().tab()) {
            case OUTPUT -> OutputView.draw(state, inner, look);
            case LAYERS -> LayersView.draw(state, area, inner, look);
            case FILES -> FilesView.draw(state, area, inner, look);
            case INSPECT -> InspectView.draw(state, area, inner, look);
            case USED_BY -> UsedByView.draw(state, area, inner, look);
            case TAGS -> TagsView.draw(state, area, inner, look);
        }
    }

    /** What the pane says without an image; nothing before the list is here, for there may be images or none. */
    static String noImage(AppState state, Look look) {
        return state.images().images().value().isPresent() ? look.say("layers.no-image") : "";
    }

    private static String note(AppState state, Look look) {
        DetailPane detail = state.detail();
        boolean loading = switch (detail.tab()) {
            case OUTPUT -> false;
            case LAYERS -> detail.layers().rows().loading();
            case FILES -> detail.files().model().loading() && !detail.files().busy();
            case INSPECT -> detail.inspect().details().loading();
            case USED_BY -> detail.usedBy().subject().isEmpty() && detail.usedBy().containers().loading();
            case TAGS -> detail.tags().list().loading();
        };
        return loading ? look.say("detail.loading") : "";
    }

    /** The catalogue key of a tab's name. */
    static String key(DetailTab tab) {
        return "tab." + tab.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
