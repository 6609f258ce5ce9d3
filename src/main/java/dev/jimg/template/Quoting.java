package dev.jimg.template;

/** Go's string literals: written as {@code %q} does, and read. */
public final class Quoting {

    private static final String HEX = "0123456789abcdef";

    private Quoting() {}

    /** As {@code strconv.Quote} and {@code %q}. */
    public static String quote(String text) {
        return quote(text, '"', false);
    }

    /** @param ascii everything beyond ASCII as an escape, {@code %+q} */
    static String quote(String text, char mark, boolean ascii) {
        StringBuilder out = new StringBuilder(text.length() + 2).append(mark);
        text.codePoints().forEach(c -> append(out, c, mark, ascii));
        return out.append(mark).toString();
    }

    private static void append(StringBuilder out, int c, char mark, boolean ascii) {
        int index = "\u0007\b\f\n\r\t\u000b\\".indexOf(c);
        if (c == mark) {
            out.append('\\').append(mark);
        } else if (index >= 0) {
            out.append('\\').append("abfnrtv\\".charAt(index));
        } else if (c >= 0x20 && c < 0x7f || c > 0x7f && !ascii && isPrintable(c)) {
            out.appendCodePoint(c);
        } else if (c < 0x80) {
            hex(out.append("\\x"), c, 2);
        } else if (c < 0x10000) {
            hex(out.append("\\u"), c, 4);
        } else {
            hex(out.append("\\U"), c, 8);
        }
    }

    static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
                    Character.UNASSIGNED, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    private static void hex(StringBuilder out, int value, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(HEX.charAt(value >> shift & 0xf));
        }
    }

    /**
     * The text of a literal in double quotes, backquotes or (one character) single quotes.
     *
     * @return null if it is none
     */
    static String unquote(String literal) {
        char mark = literal.charAt(0);
        String inner = literal.substring(1, literal.length() - 1);
        if (mark == '`') {
            return inner.replace("\r", "");
        }
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < inner.length()) {
            char c = inner.charAt(i);
            if (c == '\\') {
                i = unescape(inner, i + 1, mark, out);
                if (i < 0) {
                    return null;
                }
            } else {
                out.append(c);
                i++;
            }
        }
        return mark == '\'' && out.codePointCount(0, out.length()) != 1 ? null : out.toString();
    }

    /** @return where the text goes on; negative if this is no escape */
    private static int unescape(String text, int at, char mark, StringBuilder out) {
        if (at >= text.length()) {
            return -1;
        }
        char c = text.charAt(at);
        int simple = "abfnrtv\\".indexOf(c);
        if (simple >= 0) {
            out.append("\u0007\b\f\n\r\t\u000b\\".charAt(simple));
            return at + 1;
        }
        if (c == mark) {
            out.append(mark);
            return at + 1;
        }
        int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : c >= '0' && c <= '7' ? 3 : 0;
        int from = digits == 3 ? at : at + 1;
        if (digits == 0 || from + digits > text.length()) {
            return -1;
        }
        try {
            int value = Integer.parseInt(text.substring(from, from + digits), digits == 3 ? 8 : 16);
            if (!Character.isValidCodePoint(value)) {
                return -1;
            }
            out.appendCodePoint(value);
            return from + digits;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
