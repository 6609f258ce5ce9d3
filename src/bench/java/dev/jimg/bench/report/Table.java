package dev.jimg.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Rows under their headings, as text for a terminal or as Markdown. */
public final class Table {

    private final List<List<String>> lines = new ArrayList<>();

    public Table(List<Row> rows) {
        lines.add(Row.HEADINGS);
        rows.forEach(row -> lines.add(row.cells()));
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        for (List<String> cells : lines) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < cells.size(); column++) {
                line.append(column < 2 ? left(column, cells) : right(column, cells)).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    public String markdown() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            StringJoiner line = new StringJoiner(" | ", "| ", " |");
            lines.get(i).forEach(line::add);
            text.append(line).append('\n');
            if (i == 0) {
                text.append("|---|---|--:|--:|--:|--:|--:|--:|---|\n");
            }
        }
        return text.toString();
    }

    private String left(int column, List<String> cells) {
        return cells.get(column) + " ".repeat(width(column) - cells.get(column).length());
    }

    private String right(int column, List<String> cells) {
        return " ".repeat(width(column) - cells.get(column).length()) + cells.get(column);
    }

    private int width(int column) {
        return lines.stream().mapToInt(cells -> cells.get(column).length()).max().orElse(0);
    }
}
