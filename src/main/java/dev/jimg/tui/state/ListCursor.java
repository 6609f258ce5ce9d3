package dev.jimg.tui.state;

import java.util.Optional;

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

    /** Where a key leads in the list of a dialog; empty if it is none that moves. */
    Optional<ListCursor> on(String key, int count, int height) {
        Action action = switch (key) {
            case "j", "down" -> Action.DOWN;
            case "k", "up" -> Action.UP;
            case "pgdn", "ctrl+d" -> Action.PAGE_DOWN;
            case "pgup", "ctrl+u" -> Action.PAGE_UP;
            case "g", "home" -> Action.FIRST;
            case "G", "end" -> Action.LAST;
            default -> null;
        };
        return Optional.ofNullable(action).map(known -> Reducer.moved(this, known, count, height));
    }

    /** The same row after the list or the height changed. */
    public ListCursor fit(int count, int height) {
        return to(index, count, height);
    }
}
