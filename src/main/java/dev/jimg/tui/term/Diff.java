package dev.jimg.tui.term;

/**
 * The bytes that turn what a terminal shows into the next frame. Remembers what it shows, so one instance belongs to
 * one terminal.
 *
 * <p>A frame is one array, to be written in one go, between the marks of a synchronized update (mode 2026), and never
 * clears the screen: every changed cell is overwritten in place, so nothing flickers even where the marks are not
 * understood. Not thread-safe.
 */
public final class Diff {
    private static final byte[] NOTHING = new byte[0];
    private static final String BEGIN = "\u001b[?2026h";
    private static final String END = "\u001b[?2026l";
    private static final int UNKNOWN = -1;

    private final FrameBuffer out = new FrameBuffer();
    private final StyleWriter styles;
    private Grid shown = new Grid(0, 0);
    private boolean known;
    private boolean cursorShown;
    private int column = UNKNOWN;
    private int row = UNKNOWN;

    /** A diff for a terminal of which nothing is known yet. */
    public Diff(ColorDepth depth) {
        styles = new StyleWriter(depth, out);
    }

    /** Something else wrote to the terminal, or it was resized: the next frame repaints every cell. */
    public void invalidate() {
        known = false;
    }

    /**
     * The bytes for the next frame; empty if nothing changed. A grid of another size than the last repaints all.
     */
    public byte[] frame(Grid next) {
        if (next.columns() != shown.columns() || next.rows() != shown.rows()) {
            shown = new Grid(next.columns(), next.rows(), next.glyphs());
            known = false;
        }
        out.reset();
        out.ascii(BEGIN);
        int start = out.size();
        if (!known) {
            styles.forget();
            column = UNKNOWN;
            row = UNKNOWN;
        }
        for (int y = 0; y < next.rows(); y++) {
            row(next, y);
        }
        cursor(next);
        boolean changed = out.size() > start;
        shown.copyFrom(next);
        known = true;
        if (!changed) {
            return NOTHING;
        }
        out.ascii(END);
        return out.toBytes();
    }

    private void row(Grid next, int y) {
        int base = y * next.columns();
        int tail = next.columns();
        while (tail > 0 && next.isErased(base + tail - 1)) {
            tail--;
        }
        for (int x = 0; x < tail; x++) {
            // The right half of a wide character changes only with its left half.
            if (next.code(base + x) != Grid.CONTINUATION && !(known && next.sameCell(shown, base + x))) {
                cell(next, x, y);
            }
        }
        erase(next, y, tail);
    }

    /** Blanks the end of a line, from {@code tail} on. */
    private void erase(Grid next, int y, int tail) {
        int base = y * next.columns();
        int from = tail;
        while (from < next.columns() && known && next.sameCell(shown, base + from)) {
            from++;
        }
        if (from == next.columns()) {
            return;
        }
        int to = next.columns();
        while (known && next.sameCell(shown, base + to - 1)) {
            to--;
        }
        move(next, from, y);
        if (!styles.erases()) {
            styles.change(Style.PLAIN);
        }
        if (to - from <= 3) {
            for (int x = from; x < to; x++) {
                out.add(' ');
            }
            column = to;
        } else {
            out.ascii("\u001b[K");
        }
    }

    private void cell(Grid next, int x, int y) {
        int at = y * next.columns() + x;
        int code = next.code(at);
        move(next, x, y);
        if (!(next.isErased(at) && styles.erases())) {
            styles.change(next.styleAt(at));
        }
        boolean wide = x + 1 < next.columns() && next.code(at + 1) == Grid.CONTINUATION;
        if (code == Grid.CLUSTER) {
            cluster(next.cluster(at), wide, x);
        } else if (wide && Cells.isPictograph(code)) {
            blankBefore(x);
            out.codePoint(code);
            column = UNKNOWN;
        } else {
            out.codePoint(code);
            column += wide ? 2 : 1; // Behind the last column it stands where no cell is: always moved from there.
        }
    }

    /**
     * Writes what all terminals draw alike. They disagree on how wide joined emoji are (two cells, or two for each), so
     * only the first of them is sent; and after any cluster the cursor is placed anew instead of trusted.
     */
    private void cluster(String cluster, boolean wide, int x) {
        if (wide) {
            blankBefore(x);
        }
        int at = 0;
        while (at < cluster.length()) {
            int codePoint = cluster.codePointAt(at);
            boolean regional = codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
            if (at > 0 && !regional && !Cells.isMark(codePoint)) {
                break;
            }
            out.codePoint(codePoint);
            at += Character.charCount(codePoint);
        }
        column = UNKNOWN;
    }

    /** Blanks both cells first: a terminal to which the character is narrow would leave the second as it was. */
    private void blankBefore(int x) {
        out.add(' ');
        out.add(' ');
        toColumn(x);
    }

    private void cursor(Grid next) {
        boolean show = next.cursorColumn() >= 0;
        if (show) {
            move(next, next.cursorColumn(), next.cursorRow());
        }
        if (show != cursorShown || !known) {
            out.ascii(show ? "\u001b[?25h" : "\u001b[?25l");
            cursorShown = show;
        }
    }

    /** Brings the cursor to a cell by the shortest way. */
    private void move(Grid next, int x, int y) {
        if (y != row) {
            if (row != UNKNOWN && y == row + 1 && x == 0) {
                out.add('\r');
                out.add('\n');
            } else {
                toCell(x, y);
            }
        } else if (x != column) {
            if (x == 0) {
                out.add('\r');
            } else if (column == UNKNOWN || x < column) {
                toColumn(x);
            } else if (!passOver(next, x, y)) {
                forward(x - column);
            }
        }
        column = x;
        row = y;
    }

    /** Writes the few unchanged cells up to {@code x} again, where that is shorter than jumping over them. */
    private boolean passOver(Grid next, int x, int y) {
        int gap = x - column;
        if (gap > 4) {
            return false;
        }
        int base = y * next.columns();
        for (int i = column; i < x; i++) {
            int code = next.code(base + i);
            boolean fits = styles.is(next.styleAt(base + i)) || next.isErased(base + i) && styles.erases();
            if (code < ' ' || code > '~' || !fits) {
                return false;
            }
        }
        for (int i = column; i < x; i++) {
            out.add(next.code(base + i));
        }
        return true;
    }

    private void forward(int cells) {
        out.ascii("\u001b[");
        if (cells > 1) {
            out.number(cells);
        }
        out.add('C');
    }

    private void toColumn(int x) {
        out.ascii("\u001b[");
        out.number(x + 1);
        out.add('G');
    }

    private void toCell(int x, int y) {
        out.ascii("\u001b[");
        if (y > 0 || x > 0) {
            out.number(y + 1);
        }
        if (x > 0) {
            out.add(';');
            out.number(x + 1);
        }
        out.add('H');
    }
}
