package dev.jimg.cli;

import java.util.List;

/**
 * A table as most are: each line has as many cells, none of several lines. Then a column has one width from the first line
 * to the last, and each text is looked at once; {@link Table} cuts and joins all texts several times. Of a list of ten
 * thousand images, printed by code that is not compiled yet, that is the difference of 60 ms and 15.
 */
final class PlainTable {

    private static final String[] SPACES = new String[64];

    private PlainTable() {}

    /**
     * Appends the lines.
     *
     * @return false if this is no such table; then nothing was appended
     */
    static boolean write(List<List<String>> rows, StringBuilder out) {
        int columns = rows.isEmpty() ? 0 : rows.get(0).size();
        int[] cells = new int[rows.size() * columns];
        int[] widths = new int[columns];
        int place = 0;
        int total = 0;
        for (List<String> row : rows) {
            if (row.size() != columns) {
                return false;
            }
            for (int column = 0; column < columns; column++) {
                String text = row.get(column);
                int width = TextWidth.plain(text);
                if (width < text.length()) {
                    if (hasBreak(text)) {
                        return false;
                    }
                    width = TextWidth.of(text);
                }
                cells[place++] = width;
                widths[column] = Math.max(widths[column], Math.max(Table.LEAST_WIDTH, width + Table.GAP));
            }
        }
        for (int width : widths) {
            total += width;
        }
        out.ensureCapacity(rows.size() * (total + 1));
        append(rows, cells, widths, out);
        return true;
    }

    private static boolean hasBreak(String text) {
        return text.indexOf('\t') >= 0 || text.indexOf('\n') >= 0;
    }

    private static void append(List<List<String>> rows, int[] cells, int[] widths, StringBuilder out) {
        int last = widths.length - 1;
        int place = 0;
        for (List<String> row : rows) {
            for (int column = 0; column <= last; column++) {
                out.append(row.get(column));
                if (column < last) {
                    out.append(spaces(widths[column] - cells[place]));
                }
                place++;
            }
            out.append('\n');
        }
    }

    private static String spaces(int count) {
        if (count >= SPACES.length) {
            return " ".repeat(count);
        }
        String known = SPACES[count];
        if (known == null) {
            known = " ".repeat(count);
            SPACES[count] = known;
        }
        return known;
    }
}
