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
        Area inner = PaneFrame.draw(Pane.DETAIL, state, area, tabs(state, look), note(state, look), look);
        tabs(state, area, look);
        switch (state.detail().tab()) {
            case OUTPUT -> OutputView.draw(state, inner, look);
            case LAYERS -> LayersView.draw(state, area, inner, look);
            case INSPECT -> InspectView.draw(state, area, inner, look);
            case USED_BY -> UsedByView.draw(state, area, inner, look);
            case TAGS -> TagsView.draw(state, area, inner, look);
        }
    }

    /** What the pane says without an image; nothing before the list is here, for there may be images or none. */
    static String noImage(AppState state, Look look) {
        return state.images().images().value().isPresent() ? look.say("layers.no-image") : "";
    }

    private static String tabs(AppState state, Look look) {
        StringBuilder line = new StringBuilder();
        for (DetailTab tab : state.detail().tabs()) {
            line.append(line.length() == 0 ? "" : " │ ").append(name(tab, look));
        }
        return line.toString();
    }

    /** Over the title that the frame drew: the shown tab stands out, also where there is no colour. */
    private static void tabs(AppState state, Area area, Look look) {
        boolean focused = state.focus() == Pane.DETAIL;
        int end = area.width() - 2;
        int x = 2 + CellText.width(Pane.DETAIL.key()) + 1;
        for (DetailTab tab : state.detail().tabs()) {
            boolean shown = tab == state.detail().tab();
            Style style = !shown ? look.theme().dim()
                    : focused ? look.theme().focusedFrame().bold().underline() : look.theme().strong().underline();
            String name = name(tab, look);
            if (x + CellText.width(name) > end) {
                return;
            }
            x = area.text(x, 0, name, style);
            if (tab != DetailTab.TAGS) {
                area.text(x, 0, " │ ", look.theme().dim());
                x += 3;
            }
        }
    }

    private static String note(AppState state, Look look) {
        DetailPane detail = state.detail();
        boolean loading = switch (detail.tab()) {
            case OUTPUT -> false;
            case LAYERS -> detail.layers().rows().loading();
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

    private static String name(DetailTab tab, Look look) {
        return look.say(key(tab));
    }
}
