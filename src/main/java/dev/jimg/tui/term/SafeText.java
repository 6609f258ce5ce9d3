package dev.jimg.tui.term;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes text from outside (registries, engines, file names, labels) fit to be drawn: what could start an escape
 * sequence, move the cursor, reorder a line or hide in it becomes a visible character of one cell. Everything else,
 * whatever its script, stays.
 */
public final class SafeText {
    private static final int TAB_STOP = 4;

    private SafeText() {}

    /** The text as one line: a tab becomes a blank, a line break {@code ⏎} (a blank in ASCII). */
    public static String line(String text, Glyphs glyphs) {
        int at = firstUnsafe(text, 0);
        if (at < 0) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 8).append(text, 0, at);
        while (at < text.length()) {
            int end = CellText.clusterEnd(text, at);
            int first = text.codePointAt(at);
            if (first == '\r' && end < text.length() && text.charAt(end) == '\n') {
                at = end;
                continue;
            }
            if (first == '\t') {
                safe.append(' ');
            } else if (first == '\n' || first == 0x85 || first == 0x2028 || first == 0x2029) {
                safe.append(glyphs == Glyphs.UNICODE ? '⏎' : ' ');
            } else if (Cells.isUnsafe(first)) {
                safe.appendCodePoint(glyphs.replacement(first));
            } else {
                safe.append(text, at, end);
            }
            at = end;
        }
        return safe.toString();
    }

    /** The text line by line, each one safe, tabs filled up to every fourth cell. At least one line. */
    public static List<String> lines(String text, Glyphs glyphs) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (true) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed;
            int stop = feed > start && text.charAt(feed - 1) == '\r' ? feed - 1 : end;
            lines.add(line(expandTabs(text.substring(start, stop)), glyphs));
            if (feed < 0) {
                return lines;
            }
            start = feed + 1;
        }
    }

    private static String expandTabs(String line) {
        int tab = line.indexOf('\t');
        if (tab < 0) {
            return line;
        }
        StringBuilder out = new StringBuilder(line.length() + 16);
        int start = 0;
        int cells = 0;
        while (tab >= 0) {
            cells += CellText.width(line.substring(start, tab));
            int blanks = TAB_STOP - cells % TAB_STOP;
            out.append(line, start, tab).append(" ".repeat(blanks));
            cells += blanks;
            start = tab + 1;
            tab = line.indexOf('\t', start);
        }
        return out.append(line, start, line.length()).toString();
    }

    /** The index of the first cluster that must be replaced, or -1. */
    private static int firstUnsafe(String text, int from) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c >= 0x20 && c < 0x7F) {
                at++;
            } else if (Cells.isUnsafe(text.codePointAt(at))) {
                return at;
            } else {
                at = CellText.clusterEnd(text, at);
            }
        }
        return -1;
    }
}
