package dev.jimg.template;

import dev.jimg.template.Token.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads a template, as Go's parser does it, errors included. */
final class Parser {

    private final TokenReader tokens;
    private final PipeParser pipes;
    private final Map<String, Node.Sequence> defined = new HashMap<>();
    private int loops;
    private int depth;

    Parser(String text, Predicate<String> functions) {
        this.tokens = new TokenReader(text);
        this.pipes = new PipeParser(tokens, functions);
    }

    /** @return the templates by name; the whole is the one without */
    Map<String, Node.Sequence> parse() {
        List<Node> nodes = new ArrayList<>();
        int position = tokens.peek().position();
        while (!tokens.peek().is(Kind.END_OF_TEXT)) {
            if (!definition()) {
                Node node = textOrAction();
                if (node instanceof Node.Mark) {
                    throw tokens.error("unexpected " + node);
                }
                nodes.add(node);
            }
        }
        defined.put("", new Node.Sequence(position, List.copyOf(nodes)));
        return defined;
    }

    private boolean definition() {
        int place = tokens.place();
        if (!tokens.next().is(Kind.LEFT_DELIMITER) || !tokens.nextWord().is(Kind.DEFINE)) {
            tokens.backTo(place);
            return false;
        }
        String context = "define clause";
        Token word = tokens.nextWord();
        if (!word.is(Kind.STRING) && !word.is(Kind.RAW_STRING)) {
            throw tokens.unexpected(word, context);
        }
        String name = pipes.constant(word).toString();
        tokens.expect(Kind.RIGHT_DELIMITER, context);
        int known = pipes.known();
        define(name, context);
        pipes.forget(known);
        return true;
    }

    private void define(String name, String context) {
        List<Node> nodes = new ArrayList<>();
        int position = tokens.peekWord().position();
        Node.Mark mark = sequence(nodes);
        if (!mark.word().equals("end")) {
            throw tokens.error("unexpected " + mark + " in " + context);
        }
        defined.put(name, new Node.Sequence(position, List.copyOf(nodes)));
    }

    /** Up to an {@code end} or {@code else}, which comes back. */
    private Node.Mark sequence(List<Node> nodes) {
        while (!tokens.peekWord().is(Kind.END_OF_TEXT)) {
            Node node = textOrAction();
            if (node instanceof Node.Mark mark) {
                return mark;
            }
            nodes.add(node);
        }
        throw tokens.error("unexpected EOF");
    }

    private Node textOrAction() {
        if (++depth > TokenReader.MOST_DEPTH) {
            throw tokens.error("max expression depth exceeded");
        }
        Node node = readTextOrAction();
        depth--;
        return node;
    }

    private Node readTextOrAction() {
        Token token = tokens.nextWord();
        if (token.is(Kind.TEXT)) {
            return new Node.Text(token.position(), token.text());
        }
        if (!token.is(Kind.LEFT_DELIMITER)) {
            throw tokens.unexpected(token, "input");
        }
        tokens.actionBegins(token.line());
        Node node = action();
        tokens.actionEnds();
        return node;
    }

    private Node action() {
        Token token = tokens.nextWord();
        switch (token.kind()) {
            case BLOCK:
                return block(token);
            case BREAK:
                return leave(token, new Node.Break(token.position()));
            case CONTINUE:
                return leave(token, new Node.Continue(token.position()));
            case ELSE:
                return otherwise(token);
            case END:
                tokens.expect(Kind.RIGHT_DELIMITER, "end");
                return new Node.Mark(token.position(), "end");
            case IF, RANGE, WITH:
                return branch(token);
            case TEMPLATE:
                return call(token);
            default:
                tokens.back();
                Token first = tokens.peek();
                return new Node.Action(first.position(), pipes.pipeline("command", Kind.RIGHT_DELIMITER));
        }
    }

    private Node leave(Token word, Node node) {
        Token token = tokens.nextWord();
        if (!token.is(Kind.RIGHT_DELIMITER)) {
            throw tokens.unexpected(token, node.toString());
        }
        if (loops == 0) {
            throw tokens.error("{{" + word.text() + "}} outside {{range}}");
        }
        return node;
    }

    /** What follows {@code else} on the same breath ({@code else if}) is left for the branch to read. */
    private Node otherwise(Token token) {
        Token peeked = tokens.peekWord();
        if (!peeked.is(Kind.IF) && !peeked.is(Kind.WITH)) {
            tokens.expect(Kind.RIGHT_DELIMITER, "else");
        }
        return new Node.Mark(token.position(), "else");
    }

    private Node branch(Token word) {
        int known = pipes.known();
        Node.Pipe pipe = pipes.pipeline(word.text(), Kind.RIGHT_DELIMITER);
        loops += word.is(Kind.RANGE) ? 1 : 0;
        List<Node> then = new ArrayList<>();
        int thenPosition = tokens.peekWord().position();
        Node.Mark mark = sequence(then);
        loops -= word.is(Kind.RANGE) ? 1 : 0;
        Node.Sequence otherwise = mark.word().equals("else") ? otherwise(word.kind()) : null;
        pipes.forget(known);
        Node.Sequence body = new Node.Sequence(thenPosition, List.copyOf(then));
        return switch (word.kind()) {
            case IF -> new Node.If(pipe.position(), pipe, body, otherwise);
            case RANGE -> new Node.Range(pipe.position(), pipe, body, otherwise);
            default -> new Node.With(pipe.position(), pipe, body, otherwise);
        };
    }

    private Node.Sequence otherwise(Kind branch) {
        Token next = tokens.peekWord();
        if (next.is(branch) && (branch == Kind.IF || branch == Kind.WITH)) {
            if (++depth > TokenReader.MOST_DEPTH) {
                throw tokens.error("max expression depth exceeded");
            }
            Node.Sequence chained = new Node.Sequence(next.position(), List.of(branch(tokens.nextWord())));
            depth--;
            return chained;
        }
        List<Node> nodes = new ArrayList<>();
        Node.Mark mark = sequence(nodes);
        if (!mark.word().equals("end")) {
            throw tokens.error("expected end; found " + mark);
        }
        return new Node.Sequence(next.position(), List.copyOf(nodes));
    }

    private Node call(Token word) {
        Token name = name("template clause");
        Node.Pipe pipe = null;
        if (!tokens.nextWord().is(Kind.RIGHT_DELIMITER)) {
            tokens.back();
            pipe = pipes.pipeline("template clause", Kind.RIGHT_DELIMITER);
        }
        return new Node.Call(name.position(), pipes.constant(name).toString(), pipe);
    }

    private Token name(String context) {
        Token token = tokens.nextWord();
        if (!token.is(Kind.STRING) && !token.is(Kind.RAW_STRING)) {
            throw tokens.unexpected(token, context);
        }
        return token;
    }

    /** A definition and a call of it in one. */
    private Node block(Token word) {
        String context = "block clause";
        Token name = name(context);
        Node.Pipe pipe = pipes.pipeline(context, Kind.RIGHT_DELIMITER);
        define(pipes.constant(name).toString(), context);
        return new Node.Call(name.position(), pipes.constant(name).toString(), pipe);
    }
}
