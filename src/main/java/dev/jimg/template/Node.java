package dev.jimg.template;

import java.util.List;
import java.util.stream.Collectors;

/** A part of a template. Its text is what errors show; its position is where they point to, in characters. */
sealed interface Node {

    int position();

    record Text(int position, String text) implements Node {
        @Override
        public String toString() {
            return text;
        }
    }

    record Action(int position, Pipe pipe) implements Node {
        @Override
        public String toString() {
            return "{{" + pipe + "}}";
        }
    }

    record Break(int position) implements Node {
        @Override
        public String toString() {
            return "{{break}}";
        }
    }

    record Continue(int position) implements Node {
        @Override
        public String toString() {
            return "{{continue}}";
        }
    }

    record Sequence(int position, List<Node> nodes) implements Node {
        @Override
        public String toString() {
            return nodes.stream().map(Node::toString).collect(Collectors.joining());
        }
    }

    /** @param otherwise null where there is no {@code else} */
    record If(int position, Pipe pipe, Sequence then, Sequence otherwise) implements Node {
        @Override
        public String toString() {
            return branch("if", pipe, then, otherwise);
        }
    }

    record With(int position, Pipe pipe, Sequence then, Sequence otherwise) implements Node {
        @Override
        public String toString() {
            return branch("with", pipe, then, otherwise);
        }
    }

    record Range(int position, Pipe pipe, Sequence then, Sequence otherwise) implements Node {
        @Override
        public String toString() {
            return branch("range", pipe, then, otherwise);
        }
    }

    /** @param pipe null where it is called without a value */
    record Call(int position, String name, Pipe pipe) implements Node {
        @Override
        public String toString() {
            return "{{template " + Quoting.quote(name) + (pipe == null ? "" : " " + pipe) + "}}";
        }
    }

    /** {@code else} or {@code end}; they end a sequence and are no part of the finished tree. */
    record Mark(int position, String word) implements Node {
        @Override
        public String toString() {
            return "{{" + word + "}}";
        }
    }

    /** @param assign {@code =} and not {@code :=} */
    record Pipe(int position, int line, boolean assign, List<Variable> variables, List<Command> commands)
            implements Node {
        @Override
        public String toString() {
            String declared = variables.stream().map(Node::toString).collect(Collectors.joining(", "));
            return (declared.isEmpty() ? "" : declared + (assign ? " = " : " := "))
                    + commands.stream().map(Node::toString).collect(Collectors.joining(" | "));
        }
    }

    record Command(int position, List<Node> words) implements Node {
        @Override
        public String toString() {
            return words.stream().map(Node::inParens).collect(Collectors.joining(" "));
        }
    }

    record Identifier(int position, String name) implements Node {
        @Override
        public String toString() {
            return name;
        }
    }

    record Field(int position, List<String> names) implements Node {
        @Override
        public String toString() {
            return "." + String.join(".", names);
        }
    }

    /** @param names the variable, {@code $} included, and the fields behind it */
    record Variable(int position, List<String> names) implements Node {
        @Override
        public String toString() {
            return String.join(".", names);
        }
    }

    /** Fields of something in parentheses or of what a function gives. */
    record Chain(int position, Node of, List<String> names) implements Node {
        @Override
        public String toString() {
            return inParens(of) + "." + String.join(".", names);
        }
    }

    record Dot(int position) implements Node {
        @Override
        public String toString() {
            return ".";
        }
    }

    record Nil(int position) implements Node {
        @Override
        public String toString() {
            return "nil";
        }
    }

    /** @param value a Boolean, Long, Double, or String */
    record Constant(int position, Object value, String literal) implements Node {
        @Override
        public String toString() {
            return literal;
        }
    }

    private static String inParens(Node node) {
        return node instanceof Pipe ? "(" + node + ")" : node.toString();
    }

    private static String branch(String word, Pipe pipe, Sequence then, Sequence otherwise) {
        return "{{" + word + " " + pipe + "}}" + then + (otherwise == null ? "" : "{{else}}" + otherwise) + "{{end}}";
    }
}
