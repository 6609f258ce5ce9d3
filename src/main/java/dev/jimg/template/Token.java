package dev.jimg.template;

/**
 * A word of a template.
 *
 * @param position where it begins, in characters
 * @param line from 1
 */
record Token(Kind kind, int position, String text, int line) {

    enum Kind {
        ERROR, END_OF_TEXT, TEXT, LEFT_DELIMITER, RIGHT_DELIMITER, SPACE, ASSIGN, DECLARE, PIPE, STRING, RAW_STRING,
        CHARACTER, NUMBER, BOOL, IDENTIFIER, FIELD, VARIABLE, LEFT_PAREN, RIGHT_PAREN, SIGN,
        /** From here on words that no name can be. */
        DOT, NIL, BLOCK, BREAK, CONTINUE, DEFINE, ELSE, END, IF, RANGE, TEMPLATE, WITH;

        boolean isKeyword() {
            return compareTo(DOT) >= 0;
        }
    }

    private static final int SHOWN = 10;

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** As Go's errors show it. */
    @Override
    public String toString() {
        if (kind == Kind.END_OF_TEXT) {
            return "EOF";
        }
        if (kind == Kind.ERROR) {
            return text;
        }
        if (kind.isKeyword()) {
            return "<" + text + ">";
        }
        return text.length() > SHOWN ? Quoting.quote(text.substring(0, SHOWN)) + "..." : Quoting.quote(text);
    }
}
