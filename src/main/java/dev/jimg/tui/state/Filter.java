package dev.jimg.tui.state;

import java.util.Locale;

/**
 * Which rows a typed filter keeps: those that contain its letters in this order, though not side by side (fuzzy). With
 * a leading {@code !}, those that do not contain the rest as it stands.
 */
public final class Filter {

    private Filter() {}

    /** Whether the filter keeps this text. An empty filter keeps everything. Upper and lower case are the same. */
    public static boolean keeps(String filter, String text) {
        if (filter.isBlank()) {
            return true;
        }
        String wanted = filter.strip().toLowerCase(Locale.ROOT);
        String lower = text.toLowerCase(Locale.ROOT);
        if (wanted.startsWith("!")) {
            return wanted.length() == 1 || !lower.contains(wanted.substring(1));
        }
        return contains(wanted, lower);
    }

    private static boolean contains(String wanted, String text) {
        int at = 0;
        for (int i = 0; i < wanted.length(); i++) {
            char c = wanted.charAt(i);
            if (c == ' ') {
                continue;
            }
            at = text.indexOf(c, at);
            if (at < 0) {
                return false;
            }
            at++;
        }
        return true;
    }
}
