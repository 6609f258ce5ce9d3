package dev.jimg.tui.view;

import dev.jimg.tui.state.DetailTab;
import dev.jimg.tui.state.Target;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.util.List;

/**
 * The tabs of the detail, in one line: as wide as there is room, and where there is not enough for all, those around the
 * shown one.
 *
 * @param tabs those in sight
 * @param before whether there are more at the left
 * @param after whether there are more at the right
 */
record TabLine(List<DetailTab> tabs, String gap, boolean before, boolean after, Look look) {

    private static final String WIDE = " │ ";
    private static final String NARROW = "│";
    private static final String MORE = "…";

    static TabLine fit(List<DetailTab> tabs, DetailTab shown, int room, Look look) {
        for (String gap : new String[] {WIDE, NARROW}) {
            TabLine all = new TabLine(tabs, gap, false, false, look);
            if (CellText.width(all.text()) <= room) {
                return all;
            }
        }
        int at = Math.max(0, tabs.indexOf(shown));
        TabLine best = part(tabs, at, at + 1, look);
        for (boolean grown = true; grown;) {
            grown = false;
            int from = tabs.indexOf(best.tabs.get(0));
            int to = from + best.tabs.size();
            for (TabLine wider : List.of(part(tabs, from, Math.min(to + 1, tabs.size()), look),
                    part(tabs, Math.max(0, from - 1), to, look))) {
                if (wider.tabs.size() > best.tabs.size() && CellText.width(wider.text()) <= room) {
                    best = wider;
                    grown = true;
                }
            }
        }
        return best;
    }

    private static TabLine part(List<DetailTab> tabs, int from, int to, Look look) {
        return new TabLine(tabs.subList(from, to), NARROW, from > 0, to < tabs.size(), look);
    }

    String text() {
        return (before ? MORE : "") + String.join(gap, tabs.stream().map(this::name).toList()) + (after ? MORE : "");
    }

    /** Draws it; the shown tab stands out, also where there is no colour. */
    void draw(Area area, int from, int end, DetailTab shown, Style style) {
        int x = before ? area.text(from, 0, MORE, look.theme().dim()) : from;
        for (DetailTab tab : tabs) {
            String name = CellText.truncate(name(tab), Math.max(0, end - x));
            area.sub(x, 0, CellText.width(name), 1).target(new Target.Tab(tab));
            x = area.text(x, 0, name, tab == shown ? style : look.theme().dim());
            if (tab != tabs.get(tabs.size() - 1)) {
                x = area.text(x, 0, gap, look.theme().dim());
            }
        }
        if (after) {
            area.text(x, 0, MORE, look.theme().dim());
        }
    }

    private String name(DetailTab tab) {
        return look.say(DetailView.key(tab));
    }
}
