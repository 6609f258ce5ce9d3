package dev.jimg.template;

import dev.jimg.template.Token.Kind;
import java.util.List;

/** Goes through the tokens of a template, and words what is wrong with them. */
final class TokenReader {

    /** Of parentheses, and of branches, in each other: each takes its part of the stack. */
    static final int MOST_DEPTH = 200;

    private final List<Token> tokens;
    private int next;
    private int line = 1;
    private int actionLine;

    TokenReader(String text) {
        this.tokens = Lexer.tokens(text);
    }

    Token next() {
        Token token = tokens.get(Math.min(next, tokens.size() - 1));
        next++;
        line = token.line();
        return token;
    }

    Token peek() {
        Token token = tokens.get(Math.min(next, tokens.size() - 1));
        line = token.line();
        return token;
    }

    void back() {
        next--;
    }

    int place() {
        return next;
    }

    void backTo(int place) {
        next = place;
    }

    Token nextWord() {
        Token token = next();
        while (token.is(Kind.SPACE)) {
            token = next();
        }
        return token;
    }

    Token peekWord() {
        Token token = nextWord();
        back();
        return token;
    }

    void expect(Kind kind, String context) {
        Token token = nextWord();
        if (!token.is(kind)) {
            throw unexpected(token, context);
        }
    }

    void actionBegins(int atLine) {
        actionLine = atLine;
    }

    void actionEnds() {
        actionLine = 0;
    }

    TemplateException unexpected(Token token, String context) {
        if (!token.is(Kind.ERROR)) {
            return error("unexpected " + token + " in " + context);
        }
        if (actionLine == 0 || actionLine == token.line()) {
            return error(token.toString());
        }
        String started = token.text().endsWith(" action") ? " started at :" : " in action started at :";
        return error(token + started + actionLine);
    }

    TemplateException error(String message) {
        return new TemplateException("template: :" + line + ": " + message);
    }
}
