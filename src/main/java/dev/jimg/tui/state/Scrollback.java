package dev.jimg.tui.state;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Text that comes piece by piece, as lines that can be looked through. Only the last lines are kept. While
 * {@code follow} is on, the end is in sight; moving up turns it off, arriving at the end turns it on again.
 *
 * @param lines those that are complete
 * @param rest the begun last line; empty if there is none
 * @param top the first line in sight, while it does not follow
 */
public record Scrollback(List<String> lines, String rest, int top, boolean follow) {

    public static final Scrollback EMPTY = new Scrollback(List.of(), "", 0, true);

    static final int MOST_LINES = 5000;
    private static final int LONGEST_LINE = 4096;
    private static final int TAB = 8;

    /** Colours and cursor movements, which make no sense in a list of lines. */
    private static final Pattern ESCAPES = Pattern.compile(
            "\u001b\\[[0-?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?|\u001b[ -/]*[0-~]");

    public Scrollback {
        lines = List.copyOf(lines);
    }

    /** With more text behind it. */
    Scrollback append(String text) {
        String[] pieces = (rest + text).split("\n", -1);
        if (pieces.length == 1) {
            return new Scrollback(lines, cut(pieces[0]), top, follow);
        }
        int from = Math.max(0, pieces.length - 1 - MOST_LINES);
        int room = MOST_LINES - (pieces.length - 1 - from);
        int dropped = Math.max(0, lines.size() - room);
        List<String> more = new ArrayList<>(lines.subList(dropped, lines.size()));
        for (int i = from; i < pieces.length - 1; i++) {
            more.add(plain(pieces[i]));
        }
        // What one reads stays where it is while older lines go.
        return new Scrollback(more, cut(pieces[pieces.length - 1]), Math.max(0, top - dropped - from), follow);
    }

    boolean atLineStart() {
        return rest.isEmpty();
    }

    public int count() {
        return lines.size() + (rest.isEmpty() ? 0 : 1);
    }

    public String line(int index) {
        return index < lines.size() ? lines.get(index) : plain(rest);
    }

    /** The first line in sight, if every line takes one row. */
    public int first(int height) {
        return follow ? Math.max(0, count() - height) : Math.min(top, Math.max(0, count() - 1));
    }

    Scrollback move(Action action, int height) {
        int page = Math.max(1, height - 1);
        return switch (action) {
            case UP -> to(first(height) - 1, height);
            case DOWN -> to(first(height) + 1, height);
            case PAGE_UP -> to(first(height) - page, height);
            case PAGE_DOWN -> to(first(height) + page, height);
            case FIRST -> to(0, height);
            case LAST -> withFollow(true, height);
            default -> this;
        };
    }

    Scrollback withFollow(boolean value, int height) {
        return new Scrollback(lines, rest, first(height), value);
    }

    private Scrollback to(int line, int height) {
        return new Scrollback(lines, rest, Math.max(0, line), line + height >= count());
    }

    /** Without a line end, the text may grow for ever. */
    private static String cut(String text) {
        return text.length() <= LONGEST_LINE ? text : text.substring(text.length() - LONGEST_LINE);
    }

    /** What a terminal would show of a line: after a carriage return, what was written last. */
    private static String plain(String text) {
        String line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        String last = line.substring(line.lastIndexOf('\r') + 1);
        String clean = last.indexOf('\u001b') < 0 ? last : ESCAPES.matcher(last).replaceAll("");
        return cut(clean.indexOf('\t') < 0 ? clean : expanded(clean));
    }

    private static String expanded(String text) {
        StringBuilder line = new StringBuilder(text.length() + TAB);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line.append(c == '\t' ? " ".repeat(TAB - line.length() % TAB) : String.valueOf(c));
        }
        return line.toString();
    }
}
