package dev.jimg.build;

import dev.jimg.oci.MalformedException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of slash-separated paths, as Go's {@code filepath.Match} reads it: {@code *} and {@code ?} never match a
 * slash, {@code [a-z]} and {@code [^a-z]} one character, a backslash takes the meaning of the next character away.
 */
final class PathPattern {

    private static final String SPECIAL_IN_REGEX = ".$+(){}|^&~#";

    private final Pattern regex;

    private PathPattern(Pattern regex) {
        this.regex = regex;
    }

    /** A pattern of COPY and ADD. */
    static PathPattern glob(String pattern) {
        return of(pattern, false);
    }

    /** A pattern of {@code .dockerignore}, where {@code **} stands for any number of directories, none included. */
    static PathPattern ignore(String pattern) {
        return of(pattern, true);
    }

    /** Whether the text means more than the one path it spells. */
    static boolean isPattern(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '*' || c == '?' || c == '[') {
                return true;
            }
        }
        return false;
    }

    boolean matches(String path) {
        return regex.matcher(path).matches();
    }

    private static PathPattern of(String pattern, boolean doubleStar) {
        try {
            return new PathPattern(Pattern.compile(regex(pattern, doubleStar), Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            throw syntaxError(pattern);
        }
    }

    private static String regex(String pattern, boolean doubleStar) {
        StringBuilder regex = new StringBuilder();
        int i = 0;
        while (i < pattern.length()) {
            char c = pattern.charAt(i++);
            if (c == '*' && doubleStar && i < pattern.length() && pattern.charAt(i) == '*') {
                i = doubleStar(pattern, i + 1, regex);
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else if (c == '[') {
                i = characterClass(pattern, i, regex);
            } else if (c == '\\') {
                if (i == pattern.length()) {
                    throw syntaxError(pattern);
                }
                literal(pattern.charAt(i++), regex);
            } else {
                literal(c, regex);
            }
        }
        return regex.toString();
    }

    /** @return where the pattern goes on: a slash after the stars belongs to them, since they may match nothing */
    private static int doubleStar(String pattern, int after, StringBuilder regex) {
        int next = after;
        while (next < pattern.length() && pattern.charAt(next) == '*') {
            next++;
        }
        if (next < pattern.length() && pattern.charAt(next) == '/') {
            next++;
        }
        regex.append(next == pattern.length() ? ".*" : "(?:.*/)?");
        return next;
    }

    private static int characterClass(String pattern, int from, StringBuilder regex) {
        int i = from;
        regex.append("(?!/)[");
        if (i < pattern.length() && pattern.charAt(i) == '^') {
            regex.append('^');
            i++;
        }
        int first = i;
        while (i < pattern.length() && (pattern.charAt(i) != ']' || i == first)) {
            char c = pattern.charAt(i++);
            boolean escaped = c == '\\' && i < pattern.length();
            char meant = escaped ? pattern.charAt(i++) : c;
            boolean plain = Character.isLetterOrDigit(meant) || meant == '-' && !escaped;
            regex.append(plain ? "" : "\\").append(meant);
        }
        if (i == pattern.length() || i == first) {
            throw syntaxError(pattern);
        }
        regex.append(']');
        return i + 1;
    }

    private static void literal(char c, StringBuilder regex) {
        if (SPECIAL_IN_REGEX.indexOf(c) >= 0 || c == '*' || c == '?' || c == '[' || c == ']' || c == '\\') {
            regex.append('\\');
        }
        regex.append(c);
    }

    private static MalformedException syntaxError(String pattern) {
        return new MalformedException("syntax error in pattern: \"" + pattern + "\"");
    }
}
