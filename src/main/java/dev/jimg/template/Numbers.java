package dev.jimg.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go's number literals. */
final class Numbers {

    private static final Pattern WHOLE = Pattern.compile(
            "[+-]?(0|[1-9](_?[0-9])*|0(_?[0-7])+|0[oO](_?[0-7])+|0[xX](_?[0-9a-fA-F])+|0[bB](_?[01])+)");
    private static final Pattern FRACTION = Pattern.compile(
            "[+-]?([0-9](_?[0-9])*)?(\\.([0-9](_?[0-9])*)?)?([eE][+-]?[0-9](_?[0-9])*)?");

    /** Each digit takes its part of the stack to be matched, and no number has so many. */
    private static final int MOST_LENGTH = 400;

    private Numbers() {}

    private static final Pattern LOOKS_LIKE = Pattern.compile("[+-]?(?:0[xX][0-9a-fA-F_]*(?:\\.[0-9a-fA-F_]*)?"
            + "(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*|0[bB][01_]*|[0-9_]*(?:\\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)");

    /** How many characters at the beginning look like a number. */
    static int length(String text) {
        Matcher number = LOOKS_LIKE.matcher(text);
        return number.lookingAt() ? number.end() : 0;
    }

    static boolean isNumber(String word) {
        return word.length() <= MOST_LENGTH && (WHOLE.matcher(word).matches()
                || FRACTION.matcher(word).matches() && word.chars().anyMatch(c -> c >= '0' && c <= '9'));
    }

    /**
     * A Long where it is a whole number, a Double else.
     *
     * @throws NumberFormatException if a whole number does not fit 64 bits
     */
    static Object parse(String word) {
        String plain = word.replace("_", "");
        if (!WHOLE.matcher(word).matches()) {
            return Double.valueOf(plain);
        }
        boolean negative = plain.startsWith("-");
        String digits = plain.startsWith("+") || negative ? plain.substring(1) : plain;
        String sign = negative ? "-" : "";
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            return switch (digits.charAt(1)) {
                case 'x', 'X' -> Long.valueOf(sign + digits.substring(2), 16);
                case 'b', 'B' -> Long.valueOf(sign + digits.substring(2), 2);
                case 'o', 'O' -> Long.valueOf(sign + digits.substring(2), 8);
                default -> Long.valueOf(sign + digits, 8);
            };
        }
        return Long.valueOf(sign + digits);
    }
}
