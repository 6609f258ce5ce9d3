package dev.jimg.tui.state;

/**
 * How the rows of the Inspect tab are shared out.
 *
 * @param list rows of the tree
 * @param foot rows for the whole of the selected value, its title included; 0 where there is no room
 * @param find the row of the search, 0 or 1
 */
public record InspectShape(int list, int foot, int find) {

    /** @param height rows inside the frame */
    public static InspectShape of(int height, boolean finding) {
        int find = finding && height > 1 ? 1 : 0;
        int foot = height >= 24 ? 6 : height >= 12 ? 4 : 0;
        return new InspectShape(Math.max(0, height - foot - find), foot, find);
    }

    static InspectShape of(AppState state) {
        return of(state.height(Pane.DETAIL), state.detail().inspect().find().active());
    }
}
