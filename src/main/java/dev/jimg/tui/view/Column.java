package dev.jimg.tui.view;

/**
 * A column of a {@link Table}.
 *
 * @param title over it; empty for a gutter of marks
 * @param min cells without which it is not worth showing
 * @param wish cells that it would like to have before any column gets more than its own wish
 * @param max cells beyond which it has no use for more
 * @param share how much of the cells left over it takes, compared with the others; 0 for none
 * @param rank 0 for a column that always stays; the highest goes first where it gets narrow, and from {@link #EXTRA}
 *     on it is only shown where all the others have what they wish
 * @param right whether its cells stand at its right end, as numbers do
 */
record Column(String title, int min, int wish, int max, int share, int rank, boolean right) {

    /** The rank of what is only nice to know. */
    static final int EXTRA = 3;

    private static final int UNBOUNDED = Integer.MAX_VALUE;

    /** Marks in front of a line. */
    static Column gutter(int cells) {
        return new Column("", cells, cells, cells, 0, 0, false);
    }

    /** Text of a known width. */
    static Column fixed(String title, int cells, int rank) {
        return new Column(title, cells, cells, cells, 0, rank, false);
    }

    /** A number. */
    static Column number(String title, int cells, int rank) {
        return new Column(title, cells, cells, cells, 0, rank, true);
    }

    /** Text of any width. */
    static Column text(String title, int min, int share, int rank) {
        return new Column(title, min, min, UNBOUNDED, share, rank, false);
    }

    /** The same column, which would like to have this many cells. */
    Column wishing(int cells) {
        return new Column(title, min, Math.max(min, Math.min(cells, max)), max, share, rank, right);
    }

    /** The same column, never wider than this. */
    Column upTo(int cells) {
        return new Column(title, min, Math.min(wish, Math.max(min, cells)), Math.max(min, cells), share, rank, right);
    }
}
