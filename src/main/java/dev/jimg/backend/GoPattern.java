package dev.jimg.backend;

import dev.jimg.oci.MalformedException;

/** Go's {@code path.Match}, which docker's {@code reference} filter uses: {@code *} and {@code ?} stop at a slash. */
final class GoPattern {

    private GoPattern() {}

    /** @throws MalformedException if the pattern is malformed at a place that the match reaches */
    static boolean matches(String pattern, String text) {
        return matches(pattern, 0, text, 0);
    }

    private static boolean matches(String pattern, int p, String text, int t) {
        int at = p;
        int pos = t;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (c == '*') {
                return star(pattern, at + 1, text, pos);
            }
            if (pos >= text.length()) {
                return false;
            }
            char actual = text.charAt(pos);
            if (c == '[') {
                int end = classEnd(pattern, at);
                if (!inClass(pattern, at + 1, end, actual)) {
                    return false;
                }
                at = end;
            } else if (c == '\\') {
                at++;
                if (at >= pattern.length()) {
                    throw malformed(pattern);
                }
                if (pattern.charAt(at) != actual) {
                    return false;
                }
            } else if (c == '?' ? actual == '/' : c != actual) {
                return false;
            }
            at++;
            pos++;
        }
        return pos == text.length();
    }

    private static boolean star(String pattern, int rest, String text, int from) {
        for (int i = from; i <= text.length(); i++) {
            if (matches(pattern, rest, text, i)) {
                return true;
            }
            if (i < text.length() && text.charAt(i) == '/') {
                return false;
            }
        }
        return false;
    }

    private static int classEnd(String pattern, int open) {
        int i = open + 1;
        if (i < pattern.length() && pattern.charAt(i) == '^') {
            i++;
        }
        int first = i;
        while (i < pattern.length() && (pattern.charAt(i) != ']' || i == first)) {
            i += pattern.charAt(i) == '\\' ? 2 : 1;
        }
        if (i >= pattern.length() || i == first) {
            throw malformed(pattern);
        }
        return i;
    }

    private static boolean inClass(String pattern, int from, int end, char actual) {
        boolean negated = pattern.charAt(from) == '^';
        boolean found = false;
        int i = negated ? from + 1 : from;
        while (i < end) {
            if (pattern.charAt(i) == '\\') {
                i++;
            }
            char low = pattern.charAt(i++);
            char high = low;
            if (i < end && pattern.charAt(i) == '-') {
                i++;
                if (i >= end) {
                    throw malformed(pattern);
                }
                high = pattern.charAt(i++);
            }
            found |= low <= actual && actual <= high;
        }
        return found != negated;
    }

    private static MalformedException malformed(String pattern) {
        return new MalformedException("invalid pattern \"" + pattern + "\": syntax error in pattern");
    }
}
