package dev.jimg.cli;

import dev.jimg.text.SafeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rows of one kind and all that can be said of them.
 *
 * @param fields every field docker knows for this kind of row
 */
record Listing<R>(List<Field<R>> fields, List<R> rows) {

    /** As a table of these fields. Text from outside is made harmless. */
    void table(Output out, List<String> names) {
        List<Field<R>> chosen = names.stream().map(this::field).toList();
        List<List<String>> cells = new ArrayList<>(rows.size() + 1);
        cells.add(chosen.stream().map(Field::header).toList());
        for (R row : rows) {
            cells.add(chosen.stream().map(field -> SafeText.line(field.value().apply(row))).toList());
        }
        Table.print(out, cells);
    }

    /** As lines of one field, without a header. */
    void lines(Output out, String name) {
        Field<R> field = field(name);
        for (R row : rows) {
            out.line(SafeText.line(field.value().apply(row)));
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
                JsonText.quote(line, field.value().apply(row));
            }
            out.line(line.append('}').toString());
        }
    }

    private Field<R> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst().orElseThrow();
    }
}
