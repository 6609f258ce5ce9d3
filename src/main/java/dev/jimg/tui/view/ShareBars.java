package dev.jimg.tui.view;

import dev.jimg.service.HistoryRow;
import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.LayersTab;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which layers the size of an image comes from: a bar for each of the largest. */
final class ShareBars {

    private static final int FIGURES = 18;
    private static final int MIN_BAR = 4;
    private static final int MAX_BAR = 40;

    private ShareBars() {}

    /** Draws as many bars as the area has rows. */
    static void draw(LayersTab tab, Area area, Look look) {
        List<HistoryRow> rows = tab.shown();
        long total = rows.stream().filter(HistoryRow::measured).mapToLong(HistoryRow::size).sum();
        List<Integer> largest = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            largest.add(i);
        }
        largest.sort(Comparator.comparingLong((Integer i) -> rows.get(i).size()).reversed());
        String title = look.say("layers.share");
        int start = CellText.width(title) + 2;
        if (area.width() - start - FIGURES < MIN_BAR) {
            start = 0;
        } else {
            area.text(0, 0, title, look.theme().dim());
        }
        int longest = Math.max(MIN_BAR, Math.min(MAX_BAR, area.width() - start - FIGURES));
        long first = Math.max(1, rows.get(largest.get(0)).size());
        for (int y = 0; y < area.height(); y++) {
            int index = largest.get(y);
            long size = rows.get(index).size();
            int cells = (int) Math.max(1, Math.round((double) longest * size / first));
            area.hline(start, y, cells, "━", look.theme().bar());
            String figures = CellText.padLeft(Integer.toString(tab.number(index)), 3)
                    + CellText.padLeft(HumanSize.inList(size), 8)
                    + CellText.padLeft(Math.round(100.0 * size / Math.max(1, total)) + "%", 6);
            area.text(start + longest, y, figures, look.theme().text());
        }
    }
}
