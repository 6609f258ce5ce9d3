package dev.jimg.cli;

import java.util.List;

/**
 * Columns as docker lays them out: at least 10 cells wide, 3 cells apart, the last one not filled up.
 *
 * <p>Byte for byte docker's table where the text is ASCII. Docker counts characters and so lets a column slip behind a
 * wide one; this counts cells.
 */
final class Table {

    private static final int LEAST_WIDTH = 10;
    private static final int GAP = 3;

    private Table() {}

    /** @param rows all with the same number of cells, the heading first */
    static void print(Output out, List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Math.max(LEAST_WIDTH, TextWidth.of(row.get(i)) + GAP));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length - 1; i++) {
                line.append(pad(row.get(i), widths[i]));
            }
            out.line(line.append(row.get(widths.length - 1)).toString());
        }
    }

    /** The text, filled up with spaces to this many cells. */
    static String pad(String text, int cells) {
        return text + " ".repeat(Math.max(0, cells - TextWidth.of(text)));
    }
}
