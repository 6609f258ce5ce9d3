package dev.jimg.tui.state;

import java.util.List;

/**
 * A file as it can be read.
 *
 * @param lines of a text, without tabs; none of what is no text
 * @param type what it seems to be: a key of the catalogue
 * @param size bytes of the whole file
 * @param shown how many of them were looked at
 */
public record FileText(List<String> lines, String type, long size, long shown) {

    public static final String TEXT = "file.text";

    public FileText {
        lines = List.copyOf(lines);
    }

    public boolean text() {
        return type.equals(TEXT);
    }
}
