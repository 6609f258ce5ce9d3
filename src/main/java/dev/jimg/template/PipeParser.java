package dev.jimg.template;

import dev.jimg.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads what stands inside of actions: pipelines, commands and their operands. */
final class PipeParser {

    private final TokenReader tokens;
    private final Predicate<String> functions;
    private int depth;
    private final List<String> variables = new ArrayList<>(List.of("$"));

    PipeParser(TokenReader tokens, Predicate<String> functions) {
        this.tokens = tokens;
        this.functions = functions;
    }

    /** How many variables are known here, to {@linkplain #forget forget} what comes after. */
    int known() {
        return variables.size();
    }

    void forget(int known) {
        variables.subList(known, variables.size()).clear();
    }

    /** @param context what errors call it */
    Node.Pipe pipeline(String context, Kind end) {
        Token first = tokens.peekWord();
        List<Node.Variable> declared = new ArrayList<>();
        boolean assign = declarations(context, declared);
        List<Node.Command> commands = new ArrayList<>();
        while (true) {
            Token token = tokens.nextWord();
            if (token.is(end)) {
                check(commands, context);
                return new Node.Pipe(first.position(), first.line(), assign, List.copyOf(declared),
                        List.copyOf(commands));
            }
            switch (token.kind()) {
                case BOOL, CHARACTER, DOT, FIELD, IDENTIFIER, NUMBER, NIL, RAW_STRING, STRING, VARIABLE, LEFT_PAREN -> {
                    tokens.back();
                    commands.add(command());
                }
                default -> throw tokens.unexpected(token, context);
            }
        }
    }

    /** {@code $x :=}, {@code $x =}, {@code $i, $x :=}. @return whether it is an assignment */
    private boolean declarations(String context, List<Node.Variable> declared) {
        while (true) {
            Token variable = tokens.peekWord();
            if (!variable.is(Kind.VARIABLE)) {
                return false;
            }
            tokens.nextWord();
            int afterVariable = tokens.place();
            Token sign = tokens.nextWord();
            if (sign.is(Kind.ASSIGN) || sign.is(Kind.DECLARE)) {
                declare(declared, variable);
                return sign.is(Kind.ASSIGN);
            }
            if (!sign.is(Kind.SIGN) || !sign.text().equals(",")) {
                tokens.backTo(afterVariable);
                tokens.back();
                return false;
            }
            declare(declared, variable);
            if (!context.equals("range") || declared.size() >= 2) {
                throw tokens.error("too many declarations in " + context);
            }
            switch (tokens.peekWord().kind()) {
                case VARIABLE, RIGHT_DELIMITER, RIGHT_PAREN -> { }
                default -> throw tokens.error("range can only initialize variables");
            }
        }
    }

    private void declare(List<Node.Variable> declared, Token variable) {
        declared.add(new Node.Variable(variable.position(), List.of(variable.text())));
        variables.add(variable.text());
    }

    private void check(List<Node.Command> commands, String context) {
        if (commands.isEmpty()) {
            throw tokens.error("missing value for " + context);
        }
        for (int i = 1; i < commands.size(); i++) {
            Node word = commands.get(i).words().get(0);
            if (word instanceof Node.Constant || word instanceof Node.Dot || word instanceof Node.Nil) {
                throw tokens.error("non executable command in pipeline stage " + (i + 1));
            }
        }
    }

    private Node.Command command() {
        int position = tokens.peekWord().position();
        List<Node> words = new ArrayList<>();
        while (true) {
            tokens.peekWord();
            Node operand = operand();
            if (operand != null) {
                words.add(operand);
            }
            Token token = tokens.next();
            if (token.is(Kind.RIGHT_DELIMITER) || token.is(Kind.RIGHT_PAREN)) {
                tokens.back();
                break;
            }
            if (token.is(Kind.PIPE)) {
                break;
            }
            if (!token.is(Kind.SPACE)) {
                throw tokens.unexpected(token, "operand");
            }
        }
        if (words.isEmpty()) {
            throw tokens.error("empty command");
        }
        return new Node.Command(position, List.copyOf(words));
    }

    private Node operand() {
        Node term = term();
        if (term == null || !tokens.peek().is(Kind.FIELD)) {
            return term;
        }
        int position = tokens.peek().position();
        List<String> names = new ArrayList<>();
        while (tokens.peek().is(Kind.FIELD)) {
            names.add(tokens.next().text().substring(1));
        }
        if (term instanceof Node.Field field) {
            return new Node.Field(position, joined(field.names(), names));
        }
        if (term instanceof Node.Variable variable) {
            return new Node.Variable(position, joined(variable.names(), names));
        }
        if (term instanceof Node.Constant || term instanceof Node.Nil || term instanceof Node.Dot) {
            throw tokens.error("unexpected . after term " + Quoting.quote(term.toString()));
        }
        return new Node.Chain(position, term, List.copyOf(names));
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    private Node term() {
        Token token = tokens.nextWord();
        switch (token.kind()) {
            case IDENTIFIER:
                if (!functions.test(token.text())) {
                    throw tokens.error("function " + Quoting.quote(token.text()) + " not defined");
                }
                return new Node.Identifier(token.position(), token.text());
            case DOT:
                return new Node.Dot(token.position());
            case NIL:
                return new Node.Nil(token.position());
            case VARIABLE:
                if (!variables.contains(token.text())) {
                    throw tokens.error("undefined variable " + Quoting.quote(token.text()));
                }
                return new Node.Variable(token.position(), List.of(token.text()));
            case FIELD:
                return new Node.Field(token.position(), List.of(token.text().substring(1)));
            case BOOL, NUMBER, CHARACTER, STRING, RAW_STRING:
                return new Node.Constant(token.position(), constant(token), token.text());
            case LEFT_PAREN:
                return inner();
            default:
                tokens.back();
                return null;
        }
    }

    private Node.Pipe inner() {
        if (++depth > TokenReader.MOST_DEPTH) {
            throw tokens.error("max expression depth exceeded");
        }
        Node.Pipe pipe = pipeline("parenthesized pipeline", Kind.RIGHT_PAREN);
        depth--;
        return pipe;
    }

    Object constant(Token token) {
        if (token.is(Kind.BOOL)) {
            return token.text().equals("true");
        }
        if (token.is(Kind.NUMBER)) {
            try {
                Object number = Numbers.parse(token.text());
                if (number instanceof Double fraction && fraction.isInfinite()) {
                    throw tokens.error("illegal number syntax: " + Quoting.quote(token.text()));
                }
                return number;
            } catch (NumberFormatException e) {
                throw tokens.error("integer overflow: " + Quoting.quote(token.text()));
            }
        }
        String text = Quoting.unquote(token.text());
        if (text == null) {
            throw tokens.error(token.is(Kind.CHARACTER)
                    ? "malformed character constant: " + token.text() : "invalid syntax");
        }
        return token.is(Kind.CHARACTER) ? (Object) (long) text.codePointAt(0) : text;
    }
}
