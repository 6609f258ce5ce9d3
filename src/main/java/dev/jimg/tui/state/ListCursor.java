package dev.jimg.tui.state;

/**
 * Which row of a list is selected and which row is the first one seen.
 *
 * @param index the selected row, 0 in an empty list
 * @param top the first row on the screen
 */
public record ListCursor(int index, int top) {

    public static final ListCursor START = new ListCursor(0, 0);

    /** Moves by rows; negative is up. Stops at both ends. */
    public ListCursor move(int delta, int count, int height) {
        return to(index + delta, count, height);
    }

    /** Goes to a row, and scrolls no further than needed to see it. */
    public ListCursor to(int row, int count, int height) {
        int last = Math.max(0, count - 1);
        int target = Math.max(0, Math.min(row, last));
        int rows = Math.max(1, height);
        int first = Math.min(top, Math.max(0, count - rows));
        if (target < first) {
            first = target;
        } else if (target >= first + rows) {
            first = target - rows + 1;
        }
        return new ListCursor(target, first);
    }

    /** The same row after the list or the height changed. */
    public ListCursor fit(int count, int height) {
        return to(index, count, height);
    }
}
