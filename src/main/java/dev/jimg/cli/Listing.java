package dev.jimg.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Rows of one kind and all that can be said of them, printed in the format that is asked for. Text from outside is made
 * harmless on the way.
 *
 * @param type what errors of templates call a row; docker's name for it
 * @param fields every field docker knows for this kind of row
 * @param methods what templates can ask of a row with a text, by name ({@code Label "name"})
 */
record Listing<R>(String type, List<Field<R>> fields, Map<String, BiFunction<R, String, String>> methods,
        List<R> rows) {

    Listing(String type, List<Field<R>> fields, List<R> rows) {
        this(type, fields, Map.of(), rows);
    }

    /**
     * Prints the rows as docker does.
     *
     * @param format {@code table}, {@code json}, {@code table TEMPLATE} or {@code TEMPLATE}
     * @param columns what {@code table} alone shows
     * @throws dev.jimg.service.Failure in docker's words, if the template is none or does not fit the rows;
     *     nothing is printed then
     */
    void print(Console console, String format, List<String> columns) {
        if (format.equals(OutputFormat.TABLE_WORD)) {
            table(console, columns);
        } else if (format.equals(OutputFormat.JSON_WORD)) {
            json(console.out());
        } else {
            TemplateFormat.print(this, console, format);
        }
    }

    /** As a table of these fields. */
    void table(Console console, List<String> names) {
        List<Field<R>> chosen = names.stream().map(this::field).toList();
        List<List<String>> cells = new ArrayList<>(rows.size() + 1);
        cells.add(chosen.stream().map(Field::header).toList());
        for (R row : rows) {
            String[] line = new String[chosen.size()];
            for (int column = 0; column < line.length; column++) {
                line[column] = chosen.get(column).value().apply(row);
            }
            cells.add(Arrays.asList(line));
        }
        Table.print(console.out(), cells, console::safe);
    }

    /** As lines of one field, without a header. */
    void lines(Console console, String name) {
        Field<R> field = field(name);
        for (R row : rows) {
            console.out().line(console.safe(field.value().apply(row)));
        }
    }

    /** As one JSON object a line, with every field, in the order of their names as docker writes them. */
    void json(Output out) {
        List<Field<R>> sorted = fields.stream().sorted(Comparator.comparing(Field::name)).toList();
        for (R row : rows) {
            StringBuilder line = new StringBuilder("{");
            for (Field<R> field : sorted) {
                line.append(line.length() > 1 ? "," : "");
                JsonText.quote(line, field.name());
                line.append(':');
                String value = field.value().apply(row);
                if (value == null) {
                    line.append("null");
                } else {
                    JsonText.quote(line, value);
                }
            }
            out.line(line.append('}').toString());
        }
    }

    private Field<R> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst().orElseThrow();
    }
}
