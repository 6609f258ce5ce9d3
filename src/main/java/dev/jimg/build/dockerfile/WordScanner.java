package dev.jimg.build.dockerfile;

import dev.jimg.oci.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One pass over a text: quotes, escapes, variables. Used once. */
final class WordScanner {

    private static final int MAX_DEPTH = 100;
    private static final int END = -1;
    private static final String SPECIAL_NAMES = "@*#?-$!0";

    private final String text;
    private final char escape;
    private final Function<String, Optional<String>> variables;
    private final boolean rawQuotes;
    private final StringBuilder joined = new StringBuilder();
    private final StringBuilder word = new StringBuilder();
    private final List<String> words = new ArrayList<>();
    private boolean inWord;
    private int position;
    private int depth;

    WordScanner(String text, char escape, Function<String, Optional<String>> variables, boolean rawQuotes) {
        this.text = text;
        this.escape = escape;
        this.variables = variables;
        this.rawQuotes = rawQuotes;
    }

    String joined() {
        return joined.toString();
    }

    List<String> words() {
        return List.copyOf(words);
    }

    void run() {
        while (peek() != END) {
            char c = text.charAt(position);
            if (c == '$') {
                addReplaced(variable());
            } else if (!rawQuotes && (c == '\'' || c == '"')) {
                addKept(c == '"' ? doubleQuoted() : singleQuoted());
            } else if (c == escape) {
                addKept(escaped());
            } else {
                position++;
                addPlain(c);
            }
        }
        endWord();
    }

    private void addPlain(char c) {
        joined.append(c);
        if (Character.isWhitespace(c)) {
            endWord();
        } else {
            word.append(c);
            inWord = true;
        }
    }

    private void addReplaced(String value) {
        for (int i = 0; i < value.length(); i++) {
            addPlain(value.charAt(i));
        }
    }

    private void addKept(String value) {
        joined.append(value);
        word.append(value);
        inWord = true;
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
    }

    private int peek() {
        return position < text.length() ? text.charAt(position) : END;
    }

    /** In a text with quotes of its own, an escape takes only a variable's or its own meaning away. */
    private String escaped() {
        position++;
        if (peek() == END) {
            return rawQuotes ? String.valueOf(escape) : "";
        }
        char c = text.charAt(position++);
        boolean takesMeaning = !rawQuotes || c == '$' || c == escape;
        return takesMeaning ? String.valueOf(c) : "" + escape + c;
    }

    private String singleQuoted() {
        int end = text.indexOf('\'', position + 1);
        if (end < 0) {
            throw new MalformedException("unexpected end of statement while looking for matching single-quote");
        }
        String inner = text.substring(position + 1, end);
        position = end + 1;
        return inner;
    }

    private String doubleQuoted() {
        StringBuilder inner = new StringBuilder();
        position++;
        while (true) {
            int c = peek();
            if (c == END) {
                throw new MalformedException("unexpected end of statement while looking for matching double-quote");
            }
            if (c == '"') {
                position++;
                return inner.toString();
            }
            if (c == '$') {
                inner.append(variable());
            } else {
                position++;
                int following = peek();
                boolean takesMeaning = following == '"' || following == '$' || following == escape;
                inner.append(c == escape && takesMeaning ? text.charAt(position++) : (char) c);
            }
        }
    }

    private String variable() {
        position++;
        if (peek() != '{') {
            String name = name();
            return name.isEmpty() ? "$" : variables.apply(name).orElse("");
        }
        position++;
        if (peek() == '}' || peek() == END) {
            throw new MalformedException(
                    "syntax error: " + (peek() == END ? "missing '}'" : "bad substitution"));
        }
        String name = name();
        if (peek() == '}') {
            position++;
            return variables.apply(name).orElse("");
        }
        return modified(name);
    }

    private String name() {
        int from = position;
        int c = peek();
        if (c != END && (Character.isLetter(c) || c == '_')) {
            while (peek() != END && (Character.isLetterOrDigit(peek()) || peek() == '_')) {
                position++;
            }
        } else if (c != END && Character.isDigit(c)) {
            while (peek() != END && Character.isDigit(peek())) {
                position++;
            }
        } else if (c != END && SPECIAL_NAMES.indexOf(c) >= 0) {
            position++;
        }
        return text.substring(from, position);
    }

    private String modified(String name) {
        boolean emptyCounts = peek() == ':';
        if (emptyCounts) {
            position++;
        }
        int operator = peek();
        if (operator == END) {
            throw new MalformedException(emptyCounts ? "syntax error: missing '}'" : "missing ':' in substitution");
        }
        position++;
        Optional<String> value = variables.apply(name).filter(v -> !emptyCounts || !v.isEmpty());
        switch (operator) {
            case '-' -> {
                String other = operand('}');
                return value.orElse(other);
            }
            case '+' -> {
                String other = operand('}');
                return value.isPresent() ? other : "";
            }
            case '?' -> {
                String message = operand('}');
                return value.orElseThrow(() -> new MalformedException(
                        name + ": " + (message.isEmpty() ? "not allowed to be unset" : message)));
            }
            default -> {
                if (emptyCounts || "#%/".indexOf(operator) < 0) {
                    throw new MalformedException("unsupported modifier (" + (char) operator + ") in substitution");
                }
                return trimmed((char) operator, value.orElse(""));
            }
        }
    }

    private String trimmed(char operator, String value) {
        boolean doubled = peek() == operator;
        if (doubled) {
            position++;
        }
        if (operator == '/') {
            String pattern = operand('/');
            return VariablePattern.of(pattern).replace(value, operand('}'), doubled);
        }
        VariablePattern pattern = VariablePattern.of(operand('}'));
        return operator == '#' ? pattern.withoutPrefix(value, doubled) : pattern.withoutSuffix(value, doubled);
    }

    /** The text up to the end, with variables replaced; patterns keep their escapes. */
    private String operand(char end) {
        if (++depth > MAX_DEPTH) {
            throw new MalformedException("substitutions are nested too deeply");
        }
        StringBuilder value = new StringBuilder();
        while (peek() != end) {
            int c = peek();
            if (c == END) {
                throw new MalformedException("syntax error: missing '" + end + "'");
            }
            if (c == '$') {
                value.append(variable());
            } else if (!rawQuotes && c == '\'') {
                value.append(singleQuoted());
            } else if (!rawQuotes && c == '"') {
                value.append(doubleQuoted());
            } else if (c == escape) {
                value.append(escaped());
            } else {
                value.append((char) c);
                position++;
            }
        }
        position++;
        depth--;
        return value.toString();
    }
}
