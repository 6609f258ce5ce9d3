package dev.jimg.tui.state;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON into lines, by its brackets and strings. The texts come from the service, which wrote them with a real
 * JSON library; all that is needed here is where things begin and end.
 */
final class JsonLineReader {

    /** What is nested deeper is shown as it is written, on one line. */
    private static final int MAX_DEPTH = 64;

    private final String json;
    private final List<JsonLine> lines = new ArrayList<>();
    private int at;

    JsonLineReader(String json) {
        this.json = json;
    }

    List<JsonLine> read() {
        skipBlanks();
        if (at < json.length() && (peek() == '{' || peek() == '[')) {
            members(0, -1);
        } else if (at < json.length()) {
            scalar(0, -1, "");
        }
        return lines;
    }

    /** Reads what stands in an object or array, its brackets included; returns how many there are. */
    private int members(int depth, int parent) {
        boolean array = json.charAt(at++) == '[';
        int count = 0;
        while (true) {
            skipBlanks();
            if (at >= json.length()) {
                return count;
            }
            char c = peek();
            if (c == '}' || c == ']') {
                at++;
                return count;
            }
            if (c == ',' || c == ':') {
                at++;
                continue;
            }
            value(depth, parent, array ? "[" + count + "]" : name());
            count++;
        }
    }

    private String name() {
        if (peek() != '"') {
            return "";
        }
        String name = string();
        skipBlanks();
        if (at < json.length() && peek() == ':') {
            at++;
        }
        return name;
    }

    private void value(int depth, int parent, String key) {
        skipBlanks();
        boolean container = at < json.length() && (peek() == '{' || peek() == '[');
        if (!container || depth >= MAX_DEPTH) {
            scalar(depth, parent, key);
            return;
        }
        JsonLine.Kind kind = peek() == '{' ? JsonLine.Kind.OBJECT : JsonLine.Kind.ARRAY;
        int index = lines.size();
        lines.add(null);
        int children = members(depth + 1, index);
        lines.set(index, new JsonLine(depth, parent, key, kind, "", children, lines.size()));
    }

    private void scalar(int depth, int parent, String key) {
        JsonLine.Kind kind = JsonLine.Kind.WORD;
        String text = "";
        if (at < json.length() && peek() == '"') {
            kind = JsonLine.Kind.STRING;
            text = string();
        } else {
            text = word();
            if (!text.isEmpty() && (text.charAt(0) == '-' || Character.isDigit(text.charAt(0)))) {
                kind = JsonLine.Kind.NUMBER;
            }
        }
        lines.add(new JsonLine(depth, parent, key, kind, text, 0, lines.size() + 1));
    }

    /** A number, true, false, null, or a container that is nested too deep, as it is written. */
    private String word() {
        int start = at;
        int open = 0;
        while (at < json.length()) {
            char c = peek();
            if (c == '"') {
                string();
                continue;
            }
            boolean closes = c == '}' || c == ']';
            if (open == 0 && (closes || c == ',' || c == ' ' || c == '\n' || c == '\r' || c == '\t')) {
                break;
            }
            open += c == '{' || c == '[' ? 1 : closes ? -1 : 0;
            at++;
            if (open == 0 && closes) {
                break;
            }
        }
        return json.substring(start, at);
    }

    private String string() {
        StringBuilder text = new StringBuilder();
        at++;
        while (at < json.length()) {
            char c = json.charAt(at++);
            if (c == '"') {
                break;
            }
            if (c == '\\' && at < json.length()) {
                escape(text);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private void escape(StringBuilder text) {
        char c = json.charAt(at++);
        switch (c) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'u' -> unicode(text);
            default -> text.append(c);
        }
    }

    private void unicode(StringBuilder text) {
        int end = Math.min(json.length(), at + 4);
        int code = 0;
        for (int i = at; i < end; i++) {
            code = code * 16 + Math.max(0, Character.digit(json.charAt(i), 16));
        }
        text.append((char) code);
        at = end;
    }

    private void skipBlanks() {
        while (at < json.length() && Character.isWhitespace(peek())) {
            at++;
        }
    }

    private char peek() {
        return json.charAt(at);
    }
}
