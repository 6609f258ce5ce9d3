package dev.jimg.toml;

import java.util.ArrayList;
import java.util.List;

/** Reads a file line by line: headings and settings. Values are {@link TomlScanner}'s. */
final class TomlReader {

    /** Of lists and tables in each other: nobody writes so many, and each takes its part of the stack. */
    private static final int MOST_DEPTH = 50;

    private final TomlScanner in;
    private final List<TomlError> errors = new ArrayList<>();
    private final TomlTable root = new TomlTable();
    private int depth;
    /** Settings go here; null below a heading that could not be read. */
    private TomlTable current = root;

    /** A part of a name and where it stands. */
    private record Part(String name, int line, int column) {}

    TomlReader(String text) {
        in = new TomlScanner(text);
    }

    TomlDocument read() {
        in.skipBlank();
        while (!in.atEnd()) {
            try {
                if (in.peek() == '[') {
                    heading();
                } else {
                    setting(current);
                }
                in.endOfLine();
            } catch (TomlScanner.Fault fault) {
                depth = 0;
                errors.add(fault.error());
                in.skipLine();
            }
            in.skipBlank();
        }
        return new TomlDocument(root, errors);
    }

    private void heading() throws TomlScanner.Fault {
        current = null;
        int line = in.line();
        int column = in.column();
        in.next();
        boolean many = in.take('[');
        List<Part> path = name();
        in.expect(']', "a heading ends with ]");
        if (many) {
            in.expect(']', "a heading of a list ends with ]]");
        }
        TomlTable parent = descend(root, path.subList(0, path.size() - 1));
        Part last = path.get(path.size() - 1);
        current = many ? another(parent, last) : table(parent, last, line, column);
    }

    private TomlTable table(TomlTable parent, Part part, int line, int column) throws TomlScanner.Fault {
        TomlTable table = descend(parent, List.of(part));
        if (!table.define()) {
            throw new TomlScanner.Fault(line, column, "[" + part.name() + "] stands here a second time");
        }
        return table;
    }

    private TomlTable another(TomlTable parent, Part part) throws TomlScanner.Fault {
        TomlTable table = new TomlTable();
        TomlValue value = new TomlValue(table, part.line(), part.column());
        TomlTable.Entry known = parent.entries().get(part.name());
        if (known == null) {
            List<TomlValue> list = new ArrayList<>();
            list.add(value);
            parent.put(part.name(), new TomlTable.Entry(new TomlValue(list, part.line(), part.column()), part.line(),
                    part.column()));
        } else {
            if (known.value().list().isEmpty()) {
                throw taken(part, known);
            }
            known.value().list().get().add(value);
        }
        return table;
    }

    private void setting(TomlTable into) throws TomlScanner.Fault {
        List<Part> path = name();
        in.expect('=', "a setting is written name = value");
        TomlValue value = value();
        if (into == null) {
            return;
        }
        TomlTable table = descend(into, path.subList(0, path.size() - 1));
        Part last = path.get(path.size() - 1);
        TomlTable.Entry known = table.entries().get(last.name());
        if (known != null) {
            throw taken(last, known);
        }
        table.put(last.name(), new TomlTable.Entry(value, last.line(), last.column()));
    }

    private TomlTable descend(TomlTable from, List<Part> path) throws TomlScanner.Fault {
        TomlTable at = from;
        for (Part part : path) {
            TomlTable.Entry known = at.entries().get(part.name());
            if (known == null) {
                TomlTable fresh = new TomlTable();
                at.put(part.name(), new TomlTable.Entry(new TomlValue(fresh, part.line(), part.column()), part.line(),
                        part.column()));
                at = fresh;
            } else {
                if (known.value().table().isEmpty()) {
                    throw taken(part, known);
                }
                at = known.value().table().get();
            }
        }
        return at;
    }

    private List<Part> name() throws TomlScanner.Fault {
        List<Part> parts = new ArrayList<>();
        do {
            in.skipSpaces();
            int line = in.line();
            int column = in.column();
            parts.add(new Part(in.name(), line, column));
            in.skipSpaces();
        } while (in.take('.'));
        return parts;
    }

    private TomlValue value() throws TomlScanner.Fault {
        in.skipSpaces();
        int line = in.line();
        int column = in.column();
        if (in.peek() != '[' && in.peek() != '{') {
            return new TomlValue(in.scalar(), line, column);
        }
        if (++depth > MOST_DEPTH) {
            throw in.fault("these are more than " + MOST_DEPTH + " lists and tables in each other");
        }
        Object inner = in.next() == '[' ? list(line, column) : inline();
        depth--;
        return new TomlValue(inner, line, column);
    }

    private List<TomlValue> list(int line, int column) throws TomlScanner.Fault {
        List<TomlValue> list = new ArrayList<>();
        in.skipBlank();
        while (!in.take(']')) {
            if (in.atEnd()) {
                throw new TomlScanner.Fault(line, column, "this list has no end: ] is missing");
            }
            list.add(value());
            in.skipBlank();
            if (!in.take(',') && in.peek() != ']') {
                throw in.fault("in a list, values are parted by commas and ] ends it");
            }
            in.skipBlank();
        }
        return list;
    }

    private TomlTable inline() throws TomlScanner.Fault {
        TomlTable table = new TomlTable();
        table.define();
        in.skipSpaces();
        while (!in.take('}')) {
            setting(table);
            in.skipSpaces();
            if (!in.take(',') && in.peek() != '}') {
                throw in.fault("in braces, settings are parted by commas and } ends them");
            }
            in.skipSpaces();
        }
        return table;
    }

    private static TomlScanner.Fault taken(Part part, TomlTable.Entry known) {
        return new TomlScanner.Fault(part.line(), part.column(),
                "\"" + part.name() + "\" was said already, in line " + known.line());
    }
}
