package dev.jimg.tui.state;

/**
 * One line of a JSON tree: a value with its name.
 *
 * @param depth how deep it stands, 0 for the members of the outermost value
 * @param parent the line it belongs to, -1 at depth 0
 * @param key the name of a member, or {@code [0]} for an element of an array
 * @param text a string as it reads, any other scalar as it is written, nothing for an object or array
 * @param children how many members or elements it has
 * @param end the line after the last that belongs to it
 */
public record JsonLine(int depth, int parent, String key, Kind kind, String text, int children, int end) {

    public enum Kind { OBJECT, ARRAY, STRING, NUMBER, WORD }

    public boolean container() {
        return kind == Kind.OBJECT || kind == Kind.ARRAY;
    }

    /** Whether there is something in it to fold away. */
    public boolean foldable() {
        return children > 0;
    }

    /** Whether it stands in an array, and so has a number instead of a name. */
    public boolean element() {
        return key.startsWith("[");
    }

    /** The value on one line: a string in quotes, the others as they are written, a container by its size. */
    public String value() {
        return switch (kind) {
            case OBJECT -> children == 0 ? "{}" : "{" + children + "}";
            case ARRAY -> children == 0 ? "[]" : "[" + children + "]";
            case STRING -> '"' + text.replace("\"", "\\\"") + '"';
            case NUMBER, WORD -> text;
        };
    }
}
