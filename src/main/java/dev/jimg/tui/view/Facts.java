package dev.jimg.tui.view;

import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.util.List;

/** Names and values, one a line, the values in one column. */
final class Facts {

    private final Area area;
    private final Look look;
    private final int start;
    private int y;

    /** @param labels catalogue keys of all names that will come; the widest says where the values begin */
    Facts(Area area, List<String> labels, Look look) {
        this.area = area;
        this.look = look;
        int widest = 0;
        for (String label : labels) {
            widest = Math.max(widest, CellText.width(look.say(label)));
        }
        this.start = widest + 2;
    }

    /** Cells for a value. */
    int room() {
        return Math.max(0, area.width() - start);
    }

    void add(String label, String value, Style style) {
        area.text(0, y, look.say(label), look.theme().dim());
        area.text(start, y++, room(), value, style);
    }

    /** A value with a remark at the end of the line, where there is room for it. */
    void add(String label, String value, Style style, String remark) {
        int free = room() - CellText.width(value);
        if (CellText.width(remark) + 2 <= free) {
            area.textRight(area.width(), y, remark, look.theme().dim());
        }
        add(label, value, style);
    }
}
