package dev.jimg.tui.state;

import java.util.EnumMap;
import java.util.Map;

/**
 * Where the panes stand. The first row is the title, the last one the hints; in between stand all panes side by side,
 * or, where the terminal is small or one pane was enlarged to the full, one pane under a line of tabs.
 *
 * @param tabs a line of tabs stands in the second row
 */
public record Layout(Map<Pane, Rect> panes, boolean tabs, ScreenSize size) {

    /** Below this a line of a list cannot show a name beside another pane. */
    static final int MIN_COLUMNS = 72;
    static final int MIN_ROWS = 16;

    /** How far {@code +} can go: all panes, a larger share, alone. */
    static final int FULL = 2;

    private static final int TALL_SCREEN = 32;

    /** A frame, a header and a line. */
    private static final int MIN_HEIGHT = 4;

    public Layout {
        panes = Map.copyOf(panes);
    }

    /**
     * @param emphasis 0 for equal shares, 1 for a larger share of the focused pane, 2 for that pane alone
     * @param transferLines lines that the transfers pane would like to show; 0 if there are no transfers
     */
    public static Layout of(ScreenSize size, Pane focus, int emphasis, int transferLines) {
        boolean alone = size.columns() < MIN_COLUMNS || size.rows() < MIN_ROWS || emphasis >= FULL;
        return alone ? single(size, focus) : dashboard(size, focus, emphasis, transferLines);
    }

    public Rect rect(Pane pane) {
        return panes.getOrDefault(pane, Rect.NONE);
    }

    private static Layout single(ScreenSize size, Pane focus) {
        Rect all = new Rect(0, 2, size.columns(), Math.max(0, size.rows() - 3));
        return new Layout(Map.of(focus, all), true, size);
    }

    private static Layout dashboard(ScreenSize size, Pane focus, int emphasis, int transferLines) {
        int body = size.rows() - 2;
        int bottom = transfersHeight(body, size.rows(), focus, emphasis, transferLines);
        int top = body - bottom;
        boolean detailGrows = emphasis > 0 && focus == Pane.DETAIL;
        boolean leftGrows = emphasis > 0 && (focus == Pane.IMAGES || focus == Pane.SEARCH);
        int left = size.columns() * (detailGrows ? 30 : leftGrows ? 65 : 50) / 100;
        int imagesShare = emphasis > 0 && focus == Pane.SEARCH ? 35 : emphasis > 0 && focus == Pane.IMAGES ? 75 : 60;
        int images = Math.max(MIN_HEIGHT, Math.min(top * imagesShare / 100, top - MIN_HEIGHT));
        Map<Pane, Rect> panes = new EnumMap<>(Pane.class);
        panes.put(Pane.IMAGES, new Rect(0, 1, left, images));
        panes.put(Pane.SEARCH, new Rect(0, 1 + images, left, top - images));
        panes.put(Pane.DETAIL, new Rect(left, 1, size.columns() - left, top));
        panes.put(Pane.TRANSFERS, new Rect(0, 1 + top, size.columns(), bottom));
        return new Layout(panes, false, size);
    }

    /** An idle transfers pane keeps one line, so that the panes above do not jump when the first pull begins. */
    private static int transfersHeight(int body, int rows, Pane focus, int emphasis, int lines) {
        int wish = Math.max(1, lines) + 2;
        boolean grows = emphasis > 0 && focus == Pane.TRANSFERS;
        int limit = grows ? body * 2 / 3 : rows >= TALL_SCREEN ? body / 3 : 5;
        return Math.max(3, Math.min(wish, Math.min(limit, body - 2 * MIN_HEIGHT)));
    }
}
