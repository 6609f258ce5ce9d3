package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Filter;
import dev.jimg.tui.state.ImageOrder;
import dev.jimg.tui.state.ImagesPane;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;

/** The note in the upper edge of the images pane: the filter, how many, in which order. */
final class ImagesNote {

    private static final int FILTER_CELLS = 24;

    private ImagesNote() {}

    static void draw(AppState state, Area area, Look look) {
        ImagesPane pane = state.images();
        boolean focused = state.focus() == Pane.IMAGES;
        Style style = focused ? look.theme().focusedFrame() : look.theme().frame();
        int free = area.width() - 6 - CellText.width(Pane.IMAGES.key() + " " + look.say("pane.images"));
        Filter read = Filter.of(pane.filter().text());
        boolean filtering = pane.typing() || !pane.filter().text().isBlank();
        int typed = Math.min(CellText.width(pane.filter().text()) + 1, FILTER_CELLS) + 2;
        int room = filtering ? free - typed - 1 : free;
        String note = read.problem().map(why -> CellText.truncate(look.say(why), Math.max(0, room)))
                .orElseGet(() -> note(pane, room, filtering, look));
        int start = area.width() - 2 - CellText.width(note) - (note.isEmpty() ? 0 : 2);
        if (!note.isEmpty()) {
            area.text(start, 0, " " + note + " ", read.problem().isPresent() ? look.theme().error() : style);
        }
        if (filtering) {
            int cells = Math.min(typed, Math.max(4, free - CellText.width(note)));
            int x = area.text(start - cells - 1, 0, " /", look.theme().accent());
            Area line = area.sub(x, 0, cells - 1, 1);
            line.fill(look.theme().text());
            InputLine.draw(pane.filter(), line, pane.typing() && state.dialogs().isEmpty(), look.theme().text());
        }
    }

    /** As much as fits, the least important left out first. */
    private static String note(ImagesPane pane, int room, boolean filtering, Look look) {
        if (pane.images().value().isEmpty()) {
            return "";
        }
        String count = filtering ? look.say("images.of", pane.shown().size(), pane.rows().size())
                : String.valueOf(pane.rows().size());
        String ordered = count + " · " + order(pane.order(), look);
        String stale = pane.images().failure().isPresent() ? look.say("images.stale") + " · " : "";
        for (String candidate : new String[] {stale + ordered, stale + count, count}) {
            if (CellText.width(candidate) <= room) {
                return candidate;
            }
        }
        return "";
    }

    private static String order(ImageOrder order, Look look) {
        return look.say("order." + order.column().word() + (order.reversed() ? "-reversed" : ""));
    }
}
