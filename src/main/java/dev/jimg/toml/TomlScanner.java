package dev.jimg.toml;

/** The characters of a file, one after another, and the plain values they make. */
final class TomlScanner {

    /** Ends the reading of a line. */
    static final class Fault extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient TomlError error;

        Fault(int line, int column, String what) {
            super(what, null, false, false);
            error = new TomlError(line, column, what);
        }

        TomlError error() {
            return error;
        }
    }

    private static final int END = -1;

    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;

    TomlScanner(String text) {
        this.text = text;
        // What some editors put in front of a file.
        this.at = text.startsWith("\uFEFF") ? 1 : 0;
        this.lineStart = at;
    }

    int line() {
        return line;
    }

    int column() {
        return text.codePointCount(lineStart, at) + 1;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    int peek() {
        return atEnd() ? END : text.charAt(at);
    }

    int next() {
        int c = peek();
        if (c != END) {
            at++;
        }
        if (c == '\n') {
            line++;
            lineStart = at;
        }
        return c;
    }

    boolean take(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        next();
        return true;
    }

    void expect(char wanted, String rule) throws Fault {
        skipSpaces();
        if (!take(wanted)) {
            throw fault(rule);
        }
    }

    Fault fault(String what) {
        return new Fault(line, column(), what);
    }

    void skipSpaces() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    /** Spaces, line ends and comments. */
    void skipBlank() {
        while (!atEnd()) {
            int c = peek();
            if (c == '#') {
                skipToLineEnd();
            } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                next();
            } else {
                return;
            }
        }
    }

    void skipLine() {
        skipToLineEnd();
        next();
    }

    /** Nothing but a comment may follow. */
    void endOfLine() throws Fault {
        skipSpaces();
        if (peek() == '#') {
            skipToLineEnd();
        }
        take('\r');
        if (!atEnd() && peek() != '\n') {
            throw fault("nothing but a comment may follow here");
        }
        next();
    }

    private void skipToLineEnd() {
        while (!atEnd() && peek() != '\n') {
            at++;
        }
    }

    /** A name, bare or in quotes. */
    String name() throws Fault {
        if (peek() == '"' || peek() == '\'') {
            return quoted();
        }
        int start = at;
        while (isBare(peek())) {
            at++;
        }
        if (start == at) {
            throw fault("a name is wanted here: letters, digits, - and _, or anything in quotes");
        }
        return text.substring(start, at);
    }

    /** A text, a number or a boolean. */
    Object scalar() throws Fault {
        if (peek() == '"' || peek() == '\'') {
            return quoted();
        }
        int start = at;
        int column = column();
        while (isBare(peek()) || peek() == '+' || peek() == '.' || peek() == ':') {
            at++;
        }
        String word = text.substring(start, at);
        if (word.equals("true") || word.equals("false")) {
            return word.equals("true");
        }
        if (word.isEmpty()) {
            throw fault("a value is wanted here; a text stands in quotes");
        }
        try {
            return Long.parseLong(word.replace("_", ""));
        } catch (NumberFormatException e) {
            throw new Fault(line, column, Character.isDigit(word.charAt(0))
                    ? "\"" + word + "\" is no whole number; fractions and dates are not used here"
                    : "a text stands in quotes: \"" + word + "\"");
        }
    }

    private String quoted() throws Fault {
        int column = column();
        char quote = (char) next();
        if (peek() == quote && at + 1 < text.length() && text.charAt(at + 1) == quote) {
            throw new Fault(line, column, "texts of several lines are not used here");
        }
        StringBuilder word = new StringBuilder();
        while (!take(quote)) {
            if (atEnd() || peek() == '\n' || peek() == '\r') {
                throw new Fault(line, column, "this text has no end: " + quote + " is missing");
            }
            if (quote == '"' && peek() == '\\') {
                escape(word);
            } else {
                word.append((char) next());
            }
        }
        return word.toString();
    }

    private void escape(StringBuilder word) throws Fault {
        int column = column();
        next();
        int c = next();
        switch (c) {
            case 'b' -> word.append('\b');
            case 't' -> word.append('\t');
            case 'n' -> word.append('\n');
            case 'f' -> word.append('\f');
            case 'r' -> word.append('\r');
            case '"', '\\' -> word.append((char) c);
            case 'u' -> word.appendCodePoint(codePoint(4, column));
            case 'U' -> word.appendCodePoint(codePoint(8, column));
            default -> throw new Fault(line, column,
                    "a backslash is written \\\\ here, or the text in single quotes");
        }
    }

    private int codePoint(int digits, int column) throws Fault {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0 || value > 0xFFFFFF) {
                throw new Fault(line, column, "\\u wants four hexadecimal digits, \\U eight");
            }
            value = value * 16 + digit;
            at++;
        }
        if (!Character.isValidCodePoint(value) || value >= 0xD800 && value <= 0xDFFF) {
            throw new Fault(line, column, "there is no such character");
        }
        return value;
    }

    private static boolean isBare(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }
}
