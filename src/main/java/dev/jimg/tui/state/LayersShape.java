package dev.jimg.tui.state;

/**
 * How the rows of the Layers tab are shared out: what is said of the image, the column heads, the list, the bars of
 * the largest layers, and the whole of the selected step. A low pane keeps the list and gives up the rest.
 *
 * @param header rows about the image, 0 to 3
 * @param gap a blank row follows the header
 * @param heads a row of column heads
 * @param list rows of the list
 * @param bars rows with bars, the blank row above them not counted; 0 for none
 * @param foot rows for the selected step, its title included; 0 for none
 */
public record LayersShape(int header, int gap, int heads, int list, int bars, int foot) {

    private static final int MAX_BARS = 5;
    private static final int FEW_BARS = 3;
    private static final int ROOMY = 16;

    /**
     * @param height rows inside the frame
     * @param steps lines of the list
     * @param sized how many of them made a layer of some size
     * @param damaged whether a row tells what is wrong with the image, the last of the header
     */
    public static LayersShape of(int height, int steps, int sized, boolean damaged) {
        int header = (height >= 10 ? 2 : height >= 5 ? 1 : 0) + (damaged && height >= 4 ? 1 : 0);
        int gap = height >= 14 ? 1 : 0;
        int heads = height >= 4 ? 1 : 0;
        int rest = Math.max(0, height - header - gap - heads);
        int foot = rest >= 24 ? 7 : rest >= 15 ? 6 : rest >= 11 ? 5 : 0;
        int spare = rest - foot - steps - 1;
        // A high pane shows a few bars even if the list then has to scroll.
        int room = rest - foot >= ROOMY ? Math.max(FEW_BARS, spare) : spare;
        int bars = sized > 1 && room >= 2 ? Math.min(Math.min(MAX_BARS, sized), room) : 0;
        int list = rest - foot - (bars > 0 ? bars + 1 : 0);
        return new LayersShape(header, gap, heads, list, bars, foot);
    }

    static LayersShape of(AppState state) {
        LayersTab tab = state.detail().layers();
        return of(state.height(Pane.DETAIL), tab.shown().size(), tab.sized(),
                tab.subject().filter(row -> !row.image().health().good()).isPresent());
    }
}
