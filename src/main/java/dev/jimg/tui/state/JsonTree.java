package dev.jimg.tui.state;

import java.util.List;
import java.util.Locale;

/** A JSON text as lines that fold: every line knows where what belongs to it ends. */
public record JsonTree(List<JsonLine> lines) {

    public static final JsonTree EMPTY = new JsonTree(List.of());

    public JsonTree {
        lines = List.copyOf(lines);
    }

    /**
     * Reads a text that the image service wrote. This is no validator: a text that ends too early gives the lines up
     * to there.
     */
    public static JsonTree parse(String json) {
        return new JsonTree(new JsonLineReader(json).read());
    }

    public JsonLine line(int index) {
        return lines.get(index);
    }

    /** Where a line stands: {@code Config.Env[0]}. */
    public String path(int index) {
        JsonLine line = lines.get(index);
        if (line.parent() < 0) {
            return line.key();
        }
        return path(line.parent()) + (line.element() ? "" : ".") + line.key();
    }

    /** The line with this path; else the nearest that encloses it, else the first. */
    public int indexOf(String path) {
        int nearest = 0;
        int i = 0;
        while (i < lines.size()) {
            String here = path(i);
            if (here.equals(path)) {
                return i;
            }
            boolean encloses = path.startsWith(here) && ".[".indexOf(path.charAt(here.length())) >= 0;
            if (encloses) {
                nearest = i;
            }
            i = encloses ? i + 1 : lines.get(i).end();
        }
        return nearest;
    }

    /** Whether a line's name or value contains a text, upper and lower case being the same. */
    boolean contains(int index, String lowerCase) {
        JsonLine line = lines.get(index);
        return !line.element() && line.key().toLowerCase(Locale.ROOT).contains(lowerCase)
                || line.text().toLowerCase(Locale.ROOT).contains(lowerCase);
    }
}
