package dev.jimg.oci;

/** Go's {@code path.Match}, which docker's {@code reference} filter uses: {@code *} and {@code ?} stop at a slash. */
public final class GoPattern {

    private static final int NO_MATCH = -1;

    private final String pattern;
    private final String text;

    private GoPattern(String pattern, String text) {
        this.pattern = pattern;
        this.text = text;
    }

    /** @throws MalformedException if the pattern is malformed at a place that the match reaches */
    public static boolean matches(String pattern, String text) {
        return new GoPattern(pattern, text).matches();
    }

    /** @throws MalformedException if the pattern is malformed anywhere, so that no match can stumble over it */
    public static void check(String pattern) {
        GoPattern read = new GoPattern(pattern, "");
        int p = 0;
        while (p < pattern.length()) {
            if (pattern.charAt(p) == '[') {
                p = Math.abs(read.range(p + 1, '/'));
            } else {
                read.literal(p);
                p = read.afterLiteral(p);
            }
        }
    }

    /**
     * What follows a star begins at the first place where it fits: a later place, or another one for an earlier star,
     * would fit no better. So nothing is tried twice, and many stars take no longer than one.
     */
    private boolean matches() {
        int p = 0;
        int t = 0;
        int afterStar = NO_MATCH;
        int fromStar = 0;
        while (p < pattern.length() || t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                afterStar = ++p;
                fromStar = t;
                continue;
            }
            int next = p < pattern.length() && t < text.length() ? one(p, text.charAt(t)) : NO_MATCH;
            if (next >= 0) {
                p = next;
                t++;
            } else if (afterStar != NO_MATCH && fromStar < text.length() && text.charAt(fromStar) != '/') {
                p = afterStar;
                t = ++fromStar;
            } else {
                return false;
            }
        }
        return true;
    }

    /** Matches one character; returns where the pattern goes on, or what is negative. */
    private int one(int p, char actual) {
        boolean matches;
        int next = p + 1;
        switch (pattern.charAt(p)) {
            case '[':
                return range(next, actual);
            case '?':
                matches = actual != '/';
                break;
            case '\\':
                matches = literal(p) == actual;
                next = afterLiteral(p);
                break;
            default:
                matches = pattern.charAt(p) == actual;
        }
        return matches ? next : NO_MATCH;
    }

    /** {@code [abc]}, {@code [a-z]}, {@code [^a-z]}. Returns where it ends, negated where the character is not in it. */
    private int range(int start, char actual) {
        boolean negated = at(start) == '^';
        int p = negated ? start + 1 : start;
        boolean found = false;
        boolean first = true;
        while (first || at(p) != ']') {
            char low = rangeEnd(p);
            p = afterLiteral(p);
            char high = low;
            if (at(p) == '-') {
                high = rangeEnd(p + 1);
                p = afterLiteral(p + 1);
            }
            found |= low <= actual && actual <= high;
            first = false;
        }
        return found != negated ? p + 1 : -(p + 1);
    }

    private char rangeEnd(int p) {
        if (at(p) == '-' || at(p) == ']') {
            throw malformed();
        }
        return literal(p);
    }

    /** The character at this place, or the one behind the backslash there. */
    private char literal(int p) {
        return at(p) == '\\' ? at(p + 1) : at(p);
    }

    private int afterLiteral(int p) {
        return at(p) == '\\' ? p + 2 : p + 1;
    }

    private char at(int p) {
        if (p >= pattern.length()) {
            throw malformed();
        }
        return pattern.charAt(p);
    }

    private MalformedException malformed() {
        return new MalformedException("invalid pattern \"" + pattern + "\": syntax error in pattern");
    }
}
