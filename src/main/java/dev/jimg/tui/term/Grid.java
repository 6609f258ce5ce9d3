package dev.jimg.tui.term;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A frame: columns x rows of cells, each a cluster and a {@link Style}. Views draw on it through an {@link Area};
 * {@link Diff} turns two of them into bytes.
 *
 * <p>A wide character holds two cells, and the grid never keeps half of one: what overwrites or clips a half leaves a
 * blank in the other. Nothing unsafe for a terminal can be stored, whatever is put. Not thread-safe.
 */
public final class Grid {
    /** In {@link #codes}: the right half of the wide character to the left. */
    static final int CONTINUATION = 0;
    /** In {@link #codes}: more than one code point; the text is in {@link #clusters}. */
    static final int CLUSTER = -1;
    /** A cell keeps no more of a cluster than this: piled-up marks would flood the line above. */
    private static final int MAX_CLUSTER = 24;

    private final int columns;
    private final int rows;
    private final Glyphs glyphs;
    private final int[] codes;
    private final Style[] styles;
    private String[] clusters;
    private final List<Spot> spots = new ArrayList<>();
    private int cursorColumn = -1;
    private int cursorRow = -1;

    /** A blank grid that shows Unicode. */
    public Grid(int columns, int rows) {
        this(columns, rows, Glyphs.UNICODE);
    }

    /** A blank grid; what is put on it is drawn with the given glyphs. */
    public Grid(int columns, int rows, Glyphs glyphs) {
        this.columns = Math.max(0, columns);
        this.rows = Math.max(0, rows);
        this.glyphs = glyphs;
        this.codes = new int[this.columns * this.rows];
        this.styles = new Style[codes.length];
        clear();
    }

    public int columns() {
        return columns;
    }

    public int rows() {
        return rows;
    }

    public Glyphs glyphs() {
        return glyphs;
    }

    /** The whole grid as an area to draw on. */
    public Area area() {
        return new Area(this, 0, 0, columns, rows);
    }

    /** Something for the mouse, laid over a rectangle of cells. */
    private record Spot(int left, int top, int width, int height, Object what) {
        boolean covers(int column, int row) {
            return column >= left && column < left + width && row >= top && row < top + height;
        }
    }

    /** Lays something over a rectangle, for {@link #at}; what is laid later lies above. */
    void lay(int left, int top, int width, int height, Object what) {
        spots.add(new Spot(left, top, width, height, what));
    }

    /** Takes away all that was laid: something else covers the screen. */
    void unlay() {
        spots.clear();
    }

    /** All that was laid over a cell, the topmost first. */
    public List<Object> at(int column, int row) {
        List<Object> found = new ArrayList<>();
        for (int i = spots.size() - 1; i >= 0; i--) {
            if (spots.get(i).covers(column, row)) {
                found.add(spots.get(i).what());
            }
        }
        return found;
    }

    /** Makes every cell blank and plain, hides the cursor, and takes away all that was laid over cells. */
    public void clear() {
        Arrays.fill(codes, ' ');
        Arrays.fill(styles, Style.PLAIN);
        spots.clear();
        if (clusters != null) {
            Arrays.fill(clusters, null);
        }
        hideCursor();
    }

    /** Shows the terminal's cursor in a cell (text fields do, so that input methods open beside it). */
    public void showCursor(int column, int row) {
        boolean inside = column >= 0 && column < columns && row >= 0 && row < rows;
        cursorColumn = inside ? column : -1;
        cursorRow = inside ? row : -1;
    }

    public void hideCursor() {
        cursorColumn = -1;
        cursorRow = -1;
    }

    /** The cursor's column, or -1 while it is hidden. */
    public int cursorColumn() {
        return cursorColumn;
    }

    /** The cursor's row, or -1 while it is hidden. */
    public int cursorRow() {
        return cursorRow;
    }

    /**
     * Draws a text from a cell on, clipped to the grid.
     *
     * @return the column after the text, as if nothing had been clipped
     */
    public int put(int column, int row, String text, Style style) {
        return put(column, row, text, style, 0, columns);
    }

    /** Draws a text clipped to the columns {@code left} (inclusive) to {@code right} (exclusive). */
    int put(int column, int row, String text, Style style, int left, int right) {
        boolean visible = row >= 0 && row < rows;
        int from = Math.max(0, left);
        int to = Math.min(columns, right);
        int at = 0;
        int x = column;
        while (at < text.length()) {
            int end = CellText.isSimple(text, at) ? at + 1 : CellText.clusterEnd(text, at);
            int width = end == at + 1 && text.charAt(at) < 0x300 ? 1 : CellText.clusterWidth(text, at, end);
            if (visible && x + width > from && x < to) {
                if (x < from || x + width > to) {
                    set(Math.max(x, from), row, ' ', null, 1, style);
                } else {
                    place(x, row, text, at, end, width, style);
                }
            }
            x += width;
            at = end;
        }
        return x;
    }

    private void place(int x, int row, String text, int start, int end, int width, Style style) {
        int first = text.codePointAt(start);
        boolean mark = Cells.width(first) == 0;
        boolean single = start + Character.charCount(first) == end && !mark;
        if (glyphs == Glyphs.UNICODE && !single) {
            int stop = Math.min(end, start + MAX_CLUSTER);
            if (stop < end && Character.isLowSurrogate(text.charAt(stop))) {
                stop--;
            }
            String cluster = text.substring(start, stop);
            set(x, row, CLUSTER, mark ? " " + cluster : cluster, width, style);
            return;
        }
        int shown = mark ? '?' : glyphs.shown(first);
        if (width == 2 && Cells.width(shown) == 1) {
            set(x, row, shown, null, 1, style);
            set(x + 1, row, shown == '?' ? '?' : ' ', null, 1, style);
            return;
        }
        set(x, row, shown, null, width, style);
    }

    /** Makes a rectangle blank, in one style. */
    public void fill(int column, int row, int width, int height, Style style) {
        int right = Math.min(columns, column + width);
        int bottom = Math.min(rows, row + height);
        for (int y = Math.max(0, row); y < bottom; y++) {
            for (int x = Math.max(0, column); x < right; x++) {
                set(x, y, ' ', null, 1, style);
            }
        }
    }

    /** Adds attributes to the cells of a rectangle (dims what lies under a dialog). */
    public void shade(int column, int row, int width, int height, int attributes) {
        Style last = Style.PLAIN;
        Style shaded = last.with(attributes);
        for (int y = Math.max(0, row); y < Math.min(rows, row + height); y++) {
            for (int x = Math.max(0, column); x < Math.min(columns, column + width); x++) {
                Style style = styles[y * columns + x];
                if (style != last) {
                    last = style;
                    shaded = style.with(attributes);
                }
                styles[y * columns + x] = shaded;
            }
        }
    }

    private void set(int x, int y, int code, String cluster, int width, Style style) {
        int at = y * columns + x;
        loosen(at, x);
        codes[at] = code;
        styles[at] = style;
        if (cluster != null && clusters == null) {
            clusters = new String[codes.length];
        }
        if (clusters != null) {
            clusters[at] = cluster;
        }
        if (width == 2) {
            loosen(at + 1, x + 1);
            codes[at + 1] = CONTINUATION;
            styles[at + 1] = style;
            if (clusters != null) {
                clusters[at + 1] = null;
            }
        }
    }

    /** Blanks the other half of the wide character that has a half in this cell. */
    private void loosen(int at, int x) {
        if (codes[at] == CONTINUATION) {
            blank(at - 1);
        } else if (x + 1 < columns && codes[at + 1] == CONTINUATION) {
            blank(at + 1);
        }
    }

    private void blank(int at) {
        codes[at] = ' ';
        if (clusters != null) {
            clusters[at] = null;
        }
    }

    /** What a cell shows: its cluster, or the empty string for the right half of a wide character. */
    public String text(int column, int row) {
        int at = row * columns + column;
        return switch (codes[at]) {
            case CONTINUATION -> "";
            case CLUSTER -> clusters[at];
            default -> Character.toString(codes[at]);
        };
    }

    public Style style(int column, int row) {
        return styles[row * columns + column];
    }

    /** Whether a cell is the right half of the wide character in the cell before it. */
    public boolean isContinuation(int column, int row) {
        return codes[row * columns + column] == CONTINUATION;
    }

    /** The code point of a cell, {@link #CONTINUATION} or {@link #CLUSTER}. */
    int code(int at) {
        return codes[at];
    }

    String cluster(int at) {
        return clusters[at];
    }

    Style styleAt(int at) {
        return styles[at];
    }

    /** Whether a cell is blank and looks as if it had been erased. */
    boolean isErased(int at) {
        return codes[at] == ' ' && styles[at].isErased();
    }

    /** Whether a cell looks the same on another grid of the same size. */
    boolean sameCell(Grid other, int at) {
        if (codes[at] == ' ' && other.codes[at] == ' ' && styles[at].isErased() && other.styles[at].isErased()) {
            return true;
        }
        return codes[at] == other.codes[at]
                && (styles[at] == other.styles[at] || styles[at].equals(other.styles[at]))
                && (codes[at] != CLUSTER || clusters[at].equals(other.clusters[at]));
    }

    /** Takes over everything from a grid of the same size. */
    void copyFrom(Grid other) {
        System.arraycopy(other.codes, 0, codes, 0, codes.length);
        System.arraycopy(other.styles, 0, styles, 0, styles.length);
        if (other.clusters != null) {
            clusters = clusters == null ? new String[codes.length] : clusters;
            System.arraycopy(other.clusters, 0, clusters, 0, clusters.length);
        }
        cursorColumn = other.cursorColumn;
        cursorRow = other.cursorRow;
    }
}
