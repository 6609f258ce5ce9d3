package dev.jimg.tui.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The columns that fit into a width, and where they stand.
 *
 * @param widths cells of each column, 0 for one that was left out
 * @param starts where each one begins
 */
record Columns(List<Column> columns, int[] widths, int[] starts, int width) {

    /** From this width on columns stand two cells apart. */
    private static final int ROOMY = 46;

    /** Leaves out columns by rank, of equal ones the last, until the rest fits, and shares what is left over. */
    static Columns fit(int width, Column... wanted) {
        List<Column> all = List.of(wanted);
        List<Column> kept = new ArrayList<>(all);
        while (needed(kept, width, extras(kept)) > width) {
            Column last = kept.stream().filter(c -> c.rank() > 0).reduce((a, b) -> b.rank() >= a.rank() ? b : a)
                    .orElse(null);
            if (last == null) {
                break;
            }
            kept.remove(last);
        }
        int[] widths = new int[all.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = kept.contains(all.get(i)) ? all.get(i).min() : 0;
        }
        int left = grow(all, widths, width - needed(kept, width, false), Column::wish);
        grow(all, widths, left, Column::max);
        return new Columns(all, widths, starts(all, widths, width), width);
    }

    boolean shows(int column) {
        return widths[column] > 0;
    }

    /**
     * Gives cells away in turns, to each column up to its limit.
     *
     * @return how many nobody had use for
     */
    private static int grow(List<Column> all, int[] widths, int spare, ToIntFunction<Column> limit) {
        int left = spare;
        boolean given = true;
        while (left > 0 && given) {
            given = false;
            for (int i = 0; i < widths.length && left > 0; i++) {
                Column column = all.get(i);
                int turn = Math.min(column.share(), left);
                int more = widths[i] == 0 ? 0 : Math.max(0, Math.min(turn, limit.applyAsInt(column) - widths[i]));
                widths[i] += more;
                left -= more;
                given |= more > 0;
            }
        }
        return left;
    }

    private static int[] starts(List<Column> all, int[] widths, int width) {
        int[] starts = new int[widths.length];
        int x = 0;
        for (int i = 0; i < widths.length; i++) {
            starts[i] = x;
            x += widths[i] == 0 ? 0 : widths[i] + gap(all.get(i), width);
        }
        return starts;
    }

    /** Something nice to know must not take the room that the rest would like to have. */
    private static boolean extras(List<Column> kept) {
        return kept.stream().anyMatch(column -> column.rank() >= Column.EXTRA);
    }

    private static int needed(List<Column> kept, int width, boolean wishes) {
        int sum = 0;
        int lastGap = 0;
        for (Column column : kept) {
            lastGap = gap(column, width);
            sum += (wishes ? column.wish() : column.min()) + lastGap;
        }
        return sum - lastGap;
    }

    private static int gap(Column column, int width) {
        return column.title().isEmpty() || width < ROOMY ? 1 : 2;
    }
}
