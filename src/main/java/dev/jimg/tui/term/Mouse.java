package dev.jimg.tui.term;

/**
 * A mouse event in a cell.
 *
 * @param action what happened
 * @param button 1 left, 2 middle, 3 right; 0 for the wheel and for a move with no button down
 * @param column the column, from 0
 * @param row the row, from 0
 * @param ctrl whether Ctrl was down
 * @param alt whether Alt was down
 * @param shift whether Shift was down (most terminals keep that for their own selection)
 */
public record Mouse(Action action, int button, int column, int row, boolean ctrl, boolean alt, boolean shift)
        implements Input {

    /** What a mouse can do. */
    public enum Action { PRESS, RELEASE, DRAG, MOVE, WHEEL_UP, WHEEL_DOWN }
}
