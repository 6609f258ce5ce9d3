package dev.jimg.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Columns as docker lays them out: at least 10 cells wide, 3 cells apart, the last one of a line not filled up.
 *
 * <p>As Go's tabwriter does it: what a tab ends is a cell, and a column reaches over neighbouring lines that have a cell
 * there. A value of several lines thus breaks the columns behind it, in docker's tables too.
 */
final class Table {

    static final int LEAST_WIDTH = 10;
    static final int GAP = 3;

    private final StringBuilder out = new StringBuilder();
    private final List<String[]> lines = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();

    private Table(String text) {
        for (String line : text.split("\n", -1)) {
            lines.add(line.split("\t", -1));
        }
    }

    /** @param rows the heading first */
    static void print(Output out, List<List<String>> rows) {
        print(out, rows, UnaryOperator.identity());
    }

    /** @param safe makes text from outside harmless; a text of plain ASCII it would give back as it is */
    static void print(Output out, List<List<String>> rows, UnaryOperator<String> safe) {
        if (PlainTable.print(out, rows, safe)) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            text.append(row.stream().map(safe).collect(Collectors.joining("\t", "", "\n")));
        }
        out.print(align(text.toString()));
    }

    /** Lines of cells, every one but the last ended by a tab. */
    static String align(String text) {
        Table table = new Table(text);
        table.write(table.format(0, 0, table.lines.size()), table.lines.size());
        return table.out.toString();
    }

    /** Lays out the lines of a block of columns. @return up to which line it wrote them */
    private int format(int written, int from, int to) {
        int column = widths.size();
        int done = written;
        int line = from;
        while (line < to) {
            if (column >= lines.get(line).length - 1) {
                line++;
                continue;
            }
            write(done, line);
            int begin = line;
            int width = LEAST_WIDTH;
            while (line < to && column < lines.get(line).length - 1) {
                width = Math.max(width, TextWidth.of(lines.get(line)[column]) + GAP);
                line++;
            }
            widths.add(width);
            done = format(begin, begin, line);
            write(done, line);
            done = line;
            widths.remove(column);
        }
        write(done, to);
        return to;
    }

    private void write(int from, int to) {
        for (int i = from; i < to; i++) {
            String[] cells = lines.get(i);
            for (int j = 0; j < cells.length; j++) {
                out.append(j < widths.size() ? pad(cells[j], widths.get(j)) : cells[j]);
            }
            out.append(i + 1 < lines.size() ? "\n" : "");
        }
    }

    /** The text, filled up with spaces to this many cells. */
    static String pad(String text, int cells) {
        return text + " ".repeat(Math.max(0, cells - TextWidth.of(text)));
    }
}
