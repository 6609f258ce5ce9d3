package dev.jimg.tui.view;

import dev.jimg.service.BackendInfo;
import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;

/** The first line: the program, where it is, and how much the images take. */
final class TitleBar {

    private TitleBar() {}

    static void draw(AppState state, Area area, Look look) {
        int x = area.text(1, 0, "jimg-tui", look.theme().accent().bold()) + 2;
        String usage = state.usage().map(u -> look.say("title.usage", u.images(), HumanSize.inList(u.bytes()),
                HumanSize.inList(u.reclaimable()))).orElse("");
        int room = area.width() - x - 1;
        boolean fits = CellText.width(usage) + 20 <= room;
        if (fits) {
            area.textRight(area.width() - 1, 0, usage, look.theme().text());
            room -= CellText.width(usage) + 2;
        }
        String where = state.backend().map(TitleBar::where).orElseGet(() -> look.say("title.opening"));
        area.text(x, 0, CellText.truncateMiddle(where, Math.max(0, room)), look.theme().text());
    }

    private static String where(BackendInfo info) {
        return info.location() + " · " + info.product();
    }
}
