package dev.jimg.template;

import dev.jimg.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a template into tokens. What is wrong becomes an ERROR token, the last one. */
final class Lexer {

    private static final String LEFT = "{{";
    private static final String RIGHT = "}}";
    private static final String COMMENT = "/*";
    private static final String COMMENT_END = "*/";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int start;
    private int line = 1;
    private int parens;
    private boolean failed;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (!failed && at < text.length()) {
            plainText();
            if (!failed && at < text.length()) {
                leftDelimiter();
            }
        }
        if (!failed) {
            emit(Kind.END_OF_TEXT);
        }
    }

    private void plainText() {
        int left = text.indexOf(LEFT, at);
        int end = left < 0 ? text.length() : left;
        int kept = end;
        if (left >= 0 && trims(left + LEFT.length())) {
            while (kept > at && isSpace(text.charAt(kept - 1))) {
                kept--;
            }
        }
        if (kept > at) {
            at = kept;
            emit(Kind.TEXT);
        }
        at = end;
        skip();
    }

    private boolean trims(int after) {
        return after + 1 < text.length() && text.charAt(after) == '-' && isSpace(text.charAt(after + 1));
    }

    private void leftDelimiter() {
        at += LEFT.length();
        boolean trim = trims(at);
        int afterMarker = trim ? 2 : 0;
        if (text.startsWith(COMMENT, at + afterMarker)) {
            at += afterMarker;
            comment();
            return;
        }
        emit(Kind.LEFT_DELIMITER);
        at += afterMarker;
        skip();
        parens = 0;
        while (!failed && !insideAction()) {
            start = at;
        }
    }

    private void comment() {
        int end = text.indexOf(COMMENT_END, at + COMMENT.length());
        if (end < 0) {
            fail("unclosed comment");
            return;
        }
        at = end + COMMENT_END.length();
        boolean trim = trimsRight();
        if (!text.startsWith(RIGHT, at + (trim ? 2 : 0))) {
            fail("comment ends before closing delimiter");
            return;
        }
        at += RIGHT.length() + (trim ? 2 : 0);
        skip();
        trimLeft(trim);
    }

    /** {@code " -}}"} */
    private boolean trimsRight() {
        return at + 1 < text.length() && isSpace(text.charAt(at)) && text.charAt(at + 1) == '-'
                && text.startsWith(RIGHT, at + 2);
    }

    private void trimLeft(boolean trim) {
        while (trim && at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        skip();
    }

    /** One token of an action. @return whether the action ended */
    private boolean insideAction() {
        boolean trim = trimsRight();
        if (trim || text.startsWith(RIGHT, at)) {
            if (parens > 0) {
                fail("unclosed left paren");
                return true;
            }
            at += trim ? 2 : 0;
            start = at;
            at += RIGHT.length();
            emit(Kind.RIGHT_DELIMITER);
            trimLeft(trim);
            return true;
        }
        if (at >= text.length()) {
            fail("unclosed action");
            return true;
        }
        char c = text.charAt(at);
        if (isSpace(c)) {
            while (at < text.length() && isSpace(text.charAt(at)) && !trimsRight()) {
                at++;
            }
            emit(Kind.SPACE);
        } else {
            at++;
            word(c);
        }
        return failed;
    }

    private void word(char c) {
        switch (c) {
            case '=' -> emit(Kind.ASSIGN);
            case ':' -> declare();
            case '|' -> emit(Kind.PIPE);
            case '"' -> quoted(Kind.STRING, '"', "unterminated quoted string");
            case '\'' -> quoted(Kind.CHARACTER, '\'', "unterminated character constant");
            case '`' -> rawQuoted();
            case '$' -> name(Kind.VARIABLE);
            case '(' -> {
                parens++;
                emit(Kind.LEFT_PAREN);
            }
            case ')' -> {
                parens--;
                if (parens < 0) {
                    fail("unexpected right paren");
                } else {
                    emit(Kind.RIGHT_PAREN);
                }
            }
            default -> other(c);
        }
    }

    private void other(char c) {
        boolean digitFollows = at < text.length() && isDigit(text.charAt(at));
        if (c == '.' && !digitFollows) {
            dot();
        } else if (c == '.' || c == '+' || c == '-' || isDigit(c)) {
            number();
        } else if (isAlphanumeric(c)) {
            name(Kind.IDENTIFIER);
        } else if (c > ' ' && c < 0x7f) {
            emit(Kind.SIGN);
        } else {
            at--;
            fail("unrecognized character in action: " + Unicode.name(text.codePointAt(at)));
        }
    }

    private void declare() {
        if (at < text.length() && text.charAt(at) == '=') {
            at++;
            emit(Kind.DECLARE);
        } else {
            fail("expected :=");
        }
    }

    private void quoted(Kind kind, char mark, String unterminated) {
        while (at < text.length() && text.charAt(at) != '\n') {
            char c = text.charAt(at++);
            if (c == mark) {
                emit(kind);
                return;
            }
            if (c == '\\' && at < text.length() && text.charAt(at) != '\n') {
                at++;
            }
        }
        fail(unterminated);
    }

    private void rawQuoted() {
        int end = text.indexOf('`', at);
        if (end < 0) {
            fail("unterminated raw quoted string");
            return;
        }
        at = end + 1;
        emit(Kind.RAW_STRING);
    }

    private void dot() {
        if (atTerminator()) {
            emit(Kind.DOT);
        } else {
            name(Kind.FIELD);
        }
    }

    /** Goes on to the end of a name whose first character was read. */
    private void name(Kind kind) {
        while (at < text.length() && isAlphanumeric(text.charAt(at))) {
            at++;
        }
        if (!atTerminator()) {
            fail("bad character " + Unicode.name(text.codePointAt(at)));
            return;
        }
        emit(kind == Kind.IDENTIFIER ? keyword(text.substring(start, at)) : kind);
    }

    private static Kind keyword(String word) {
        return switch (word) {
            case "true", "false" -> Kind.BOOL;
            case "nil" -> Kind.NIL;
            case "block" -> Kind.BLOCK;
            case "break" -> Kind.BREAK;
            case "continue" -> Kind.CONTINUE;
            case "define" -> Kind.DEFINE;
            case "else" -> Kind.ELSE;
            case "end" -> Kind.END;
            case "if" -> Kind.IF;
            case "range" -> Kind.RANGE;
            case "template" -> Kind.TEMPLATE;
            case "with" -> Kind.WITH;
            default -> Kind.IDENTIFIER;
        };
    }

    private boolean atTerminator() {
        if (at >= text.length()) {
            return true;
        }
        char c = text.charAt(at);
        return isSpace(c) || ".,|:)(=".indexOf(c) >= 0 || text.startsWith(RIGHT, at);
    }

    private void number() {
        at = start + Numbers.length(text.substring(start));
        boolean goesOn = at < text.length() && isAlphanumeric(text.charAt(at));
        String word = text.substring(start, goesOn ? at + 1 : at);
        if (!goesOn && Numbers.isNumber(word)) {
            emit(Kind.NUMBER);
        } else {
            fail("bad number syntax: " + Quoting.quote(word));
        }
    }

    private void emit(Kind kind) {
        tokens.add(new Token(kind, start, text.substring(start, at), line));
        skip();
    }

    private void skip() {
        for (int i = start; i < at; i++) {
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        start = at;
    }

    private void fail(String message) {
        tokens.add(new Token(Kind.ERROR, start, message, line));
        failed = true;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAlphanumeric(char c) {
        return c == '_' || Character.isLetterOrDigit(c) || Character.isSurrogate(c);
    }
}
