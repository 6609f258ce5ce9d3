package dev.jimg.cli;

import dev.jimg.text.SafeText;

/**
 * JSON as text: written, indented and packed as Go's encoder does it, so that the bytes are docker's.
 *
 * <p>Works on the text and not on a tree: numbers, escapes and the order of members stay as they came, and a command
 * that prints JSON does not have to load a JSON library. Only whitespace between tokens is touched, and characters
 * that could harm a terminal become escapes of the same meaning.
 */
final class JsonText {

    private static final String STEP = "    ";

    private JsonText() {}

    /** Appends a string literal; {@code < > &} as escapes, as Go writes them. */
    static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '<', '>', '&' -> escape(out, c);
                default -> literal(out, text, i);
            }
        }
        out.append('"');
    }

    /** With every member on a line of its own, four spaces a level; {@code {}} and {@code []} stay together. */
    static String indent(String json) {
        StringBuilder out = new StringBuilder(json.length() * 2);
        int depth = 0;
        boolean opened = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (isSpace(c)) {
                continue;
            }
            boolean closes = c == '}' || c == ']';
            depth -= closes ? 1 : 0;
            // After an opening bracket and before a closing one, but not between the two of an empty pair.
            if (opened != closes) {
                newLine(out, depth);
            }
            opened = c == '{' || c == '[';
            depth += opened ? 1 : 0;
            if (c == '"') {
                i = copyString(out, json, i);
                continue;
            }
            out.append(c);
            if (c == ',') {
                newLine(out, depth);
            } else if (c == ':') {
                out.append(' ');
            }
        }
        return out.toString();
    }

    /** Without any whitespace between tokens. */
    static String compact(String json) {
        StringBuilder out = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                i = copyString(out, json, i);
            } else if (!isSpace(c)) {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Copies the literal that begins at {@code start}. @return where it ends */
    private static int copyString(StringBuilder out, String json, int start) {
        out.append('"');
        int i = start + 1;
        while (i < json.length() && json.charAt(i) != '"') {
            if (json.charAt(i) == '\\' && i + 1 < json.length()) {
                out.append('\\').append(json.charAt(i + 1));
                i += 2;
            } else {
                literal(out, json, i);
                i++;
            }
        }
        out.append('"');
        return i;
    }

    private static void literal(StringBuilder out, String text, int index) {
        if (SafeText.isHarmfulAt(text, index)) {
            escape(out, text.charAt(index));
        } else {
            out.append(text.charAt(index));
        }
    }

    private static void escape(StringBuilder out, char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.forDigit(c >> shift & 0xf, 16));
        }
    }

    private static void newLine(StringBuilder out, int depth) {
        out.append('\n').append(STEP.repeat(Math.max(0, depth)));
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
