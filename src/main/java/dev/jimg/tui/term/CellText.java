package dev.jimg.tui.term;

import java.util.ArrayList;
import java.util.List;

/**
 * Text measured and cut by terminal cells. A cluster (a character with the marks, the variation selector or the joined
 * emoji that belong to it) is never taken apart.
 */
public final class CellText {
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int EMOJI_PRESENTATION = 0xFE0F;

    private static final String NOT_FIRST = "，。、；：？！）》」』】”’…";
    private static final String NOT_LAST = "（《「『【“‘";

    private CellText() {}

    /** {@link SafeText#line} in a UTF-8 locale: the text as one line in which nothing can move the cursor or hide. */
    public static String sanitize(String text) {
        return SafeText.line(text, Glyphs.UNICODE);
    }

    /** The cells that a text takes when it is put on a grid. */
    public static int width(String text) {
        int cells = 0;
        int length = text.length();
        int at = 0;
        while (at < length) {
            if (isSimple(text, at)) {
                cells++;
                at++;
            } else {
                int end = clusterEnd(text, at);
                cells += clusterWidth(text, at, end);
                at = end;
            }
        }
        return cells;
    }

    /** The text itself if it fits, else its head, ended with {@code …}; never wider than {@code cells}. */
    public static String truncate(String text, int cells) {
        if (fits(text, cells)) {
            return text;
        }
        return cells <= 0 ? "" : text.substring(0, indexAt(text, cells - 1)) + "…";
    }

    /** The text itself if it fits, else {@code …} and its tail: for paths and references, which differ at the end. */
    public static String truncateLeft(String text, int cells) {
        if (fits(text, cells)) {
            return text;
        }
        return cells <= 0 ? "" : "…" + tail(text, cells - 1);
    }

    /** The text itself if it fits, else its head, {@code …} and its tail. */
    public static String truncateMiddle(String text, int cells) {
        if (fits(text, cells)) {
            return text;
        }
        if (cells <= 0) {
            return "";
        }
        int head = cells / 2;
        return text.substring(0, indexAt(text, head)) + "…" + tail(text, cells - 1 - head);
    }

    /** The text with blanks after it up to {@code cells}; cut with {@code …} if it is wider. */
    public static String padRight(String text, int cells) {
        String cut = truncate(text, cells);
        return cut + " ".repeat(Math.max(0, cells - width(cut)));
    }

    /** The text with blanks before it up to {@code cells}; cut with {@code …} if it is wider. */
    public static String padLeft(String text, int cells) {
        String cut = truncate(text, cells);
        return " ".repeat(Math.max(0, cells - width(cut))) + cut;
    }

    /**
     * The text in lines of at most {@code cells}, broken at blanks, between wide characters, or, in a word longer than
     * a line, anywhere. Line feeds in it break too. At least one line.
     */
    public static List<String> wrap(String text, int cells) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (true) {
            int feed = text.indexOf('\n', start);
            wrapLine(text.substring(start, feed < 0 ? text.length() : feed), Math.max(1, cells), lines);
            if (feed < 0) {
                return lines;
            }
            start = feed + 1;
        }
    }

    private static void wrapLine(String line, int cells, List<String> lines) {
        int start = 0;
        int at = 0;
        int used = 0;
        int breakAt = -1;
        while (at < line.length()) {
            int end = clusterEnd(line, at);
            int width = clusterWidth(line, at, end);
            boolean blank = line.charAt(at) == ' ';
            if (width == 2 && at > start && mayPart(line, at)) {
                breakAt = at;
            }
            if (used + width > cells && !blank && at > start) {
                int stop = breakAt > start ? breakAt : at;
                lines.add(line.substring(start, stop).stripTrailing());
                start = skipBlanks(line, stop);
                at = Math.max(start, at);
                used = width(line.substring(start, at));
                breakAt = -1;
                continue;
            }
            used += width;
            at = end;
            if (blank || width == 2 && mayPart(line, end)) {
                breakAt = end;
            }
        }
        lines.add(line.substring(start).stripTrailing());
    }

    /** No line begins with what closes or ends, and none ends with what opens (Chinese typesetting, GB/T 15834). */
    private static boolean mayPart(String line, int at) {
        return at < line.length() && NOT_FIRST.indexOf(line.charAt(at)) < 0 && NOT_LAST.indexOf(line.charAt(at - 1)) < 0;
    }

    private static int skipBlanks(String line, int at) {
        int next = at;
        while (next < line.length() && line.charAt(next) == ' ') {
            next++;
        }
        return next;
    }

    /** Whether a text takes at most {@code cells}, without measuring more of it than that. */
    static boolean fits(String text, int cells) {
        return indexAt(text, cells) == text.length();
    }

    /** The index of the first cluster that ends beyond {@code cells}, or the length. */
    static int indexAt(String text, int cells) {
        int used = 0;
        int at = 0;
        while (at < text.length()) {
            int end = clusterEnd(text, at);
            used += clusterWidth(text, at, end);
            if (used > cells) {
                return at;
            }
            at = end;
        }
        return at;
    }

    private static String tail(String text, int cells) {
        int excess = width(text) - cells;
        int at = 0;
        while (at < text.length() && excess > 0) {
            int end = clusterEnd(text, at);
            excess -= clusterWidth(text, at, end);
            at = end;
        }
        return text.substring(at);
    }

    /** Whether the character at an index is a cluster of its own and one cell wide, by the cheapest test. */
    static boolean isSimple(String text, int at) {
        return text.charAt(at) < 0x300 && (at + 1 == text.length() || text.charAt(at + 1) < 0x300);
    }

    /** The index after the cluster that starts at {@code at}. */
    static int clusterEnd(String text, int at) {
        if (isSimple(text, at)) {
            return at + 1;
        }
        int first = text.codePointAt(at);
        int end = at + Character.charCount(first);
        if (Cells.isUnsafe(first)) {
            return end;
        }
        if (isRegional(first) && end < text.length() && isRegional(text.codePointAt(end))) {
            end += 2;
        }
        boolean pictograph = Cells.isPictograph(first);
        while (end < text.length()) {
            int next = text.codePointAt(end);
            if (Cells.isMark(next) || pictograph && isSkinTone(next)) {
                end += Character.charCount(next);
            } else if (pictograph && next == ZERO_WIDTH_JOINER && end + 1 < text.length()
                    && Cells.isPictograph(text.codePointAt(end + 1))) {
                end += 1 + Character.charCount(text.codePointAt(end + 1));
            } else {
                return end;
            }
        }
        return end;
    }

    /** The cells of the cluster between two indexes: 1 or 2. */
    static int clusterWidth(String text, int start, int end) {
        int first = text.codePointAt(start);
        int afterFirst = start + Character.charCount(first);
        if (afterFirst < end && (isRegional(first) || text.charAt(afterFirst) == EMOJI_PRESENTATION)) {
            return 2;
        }
        return Math.max(1, Cells.width(first));
    }

    private static boolean isRegional(int codePoint) {
        return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
    }

    private static boolean isSkinTone(int codePoint) {
        return codePoint >= 0x1F3FB && codePoint <= 0x1F3FF;
    }
}
