package dev.jimg.cli;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A table as most are: each line has as many cells, none of several lines. Then a column has one width from the first line
 * to the last, and each text is looked at once; {@link Table} cuts and joins all texts several times. Of a list of ten
 * thousand images, printed by code that is not compiled yet, that is the difference of 60 ms and 15.
 */
final class PlainTable {

    private static final int PIECE = 8192;
    private static final String[] SPACES = new String[64];

    private PlainTable() {}

    /**
     * Prints the lines.
     *
     * @param safe makes a text harmless that is not plain ASCII
     * @return false if this is no such table; then nothing was printed
     */
    static boolean print(Output out, List<List<String>> rows, UnaryOperator<String> safe) {
        int columns = rows.isEmpty() ? 0 : rows.get(0).size();
        String[] texts = new String[rows.size() * columns];
        int[] cells = new int[texts.length];
        int[] widths = new int[columns];
        int place = 0;
        for (List<String> row : rows) {
            if (row.size() != columns) {
                return false;
            }
            for (int column = 0; column < columns; column++) {
                String text = row.get(column);
                int width = TextWidth.plain(text);
                if (width < text.length()) {
                    text = safe.apply(text);
                    if (text.indexOf('\t') >= 0 || text.indexOf('\n') >= 0) {
                        return false;
                    }
                    width = TextWidth.of(text);
                }
                texts[place] = text;
                cells[place++] = width;
                widths[column] = Math.max(widths[column], Math.max(Table.LEAST_WIDTH, width + Table.GAP));
            }
        }
        print(out, texts, cells, widths);
        return true;
    }

    /** In pieces: a text of all lines would fill the small heap that this program begins with. */
    private static void print(Output out, String[] texts, int[] cells, int[] widths) {
        StringBuilder lines = new StringBuilder(2 * PIECE);
        int place = 0;
        while (place < texts.length) {
            for (int column = 0; column < widths.length - 1; column++) {
                lines.append(texts[place]).append(spaces(widths[column] - cells[place]));
                place++;
            }
            lines.append(texts[place++]).append('\n');
            if (lines.length() >= PIECE) {
                out.print(lines.toString());
                lines.setLength(0);
            }
        }
        out.print(lines.toString());
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
