package dev.jimg.template;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Walks through a template and writes what it makes of a value. */
final class Execution {

    /** Of templates and of branches in each other: each takes its part of a stack of half a megabyte. */
    private static final int MOST_DEPTH = 250;

    /** How a sequence of a loop ended. */
    private enum Flow { ON, BREAK, CONTINUE }

    private final String text;
    private final Map<String, Node.Sequence> definitions;
    private final Map<String, Function> functions;
    private final boolean strict;
    private final StringBuilder out;
    private final Work work = new Work();
    private int depth;
    private Place place;
    private Variables variables;
    private Evaluator evaluator;

    /** @param strict whether a map that lacks a key is an error */
    Execution(String text, Map<String, Node.Sequence> definitions, Map<String, Function> functions, boolean strict,
            StringBuilder out) {
        this.text = text;
        this.definitions = definitions;
        this.functions = functions;
        this.strict = strict;
        this.out = out;
    }

    void run(Object value) {
        enter("", value);
        walk(value, definitions.get(""));
    }

    private void enter(String name, Object value) {
        place = new Place(text, name);
        variables = new Variables(value);
        evaluator = new Evaluator(place, variables, functions, strict, work);
    }

    private Flow walk(Object dot, Node node) {
        place.at(node);
        try {
            work.step();
        } catch (Function.CallException e) {
            throw place.error(e.getMessage());
        }
        if (node instanceof Node.Sequence sequence) {
            return all(dot, sequence);
        }
        if (depth == MOST_DEPTH) {
            throw place.error("exceeded maximum template depth (" + MOST_DEPTH + ")");
        }
        depth++;
        Flow flow = inside(dot, node);
        depth--;
        return flow;
    }

    private Flow inside(Object dot, Node node) {
        if (node instanceof Node.Text plain) {
            write(plain.text());
        } else if (node instanceof Node.Action action) {
            Object value = evaluator.pipeline(dot, action.pipe());
            if (action.pipe().variables().isEmpty()) {
                place.at(node);
                write(value == null ? "<no value>" : Fmt.print(value));
            }
        } else if (node instanceof Node.If branch) {
            return branch(dot, branch.pipe(), branch.then(), branch.otherwise(), false);
        } else if (node instanceof Node.With branch) {
            return branch(dot, branch.pipe(), branch.then(), branch.otherwise(), true);
        } else if (node instanceof Node.Range range) {
            range(dot, range);
        } else if (node instanceof Node.Call call) {
            call(dot, call);
        } else {
            return node instanceof Node.Break ? Flow.BREAK : Flow.CONTINUE;
        }
        return Flow.ON;
    }

    private void write(String text) {
        if (out.length() + text.length() > Work.MOST_MADE) {
            throw place.error(Work.tooMuch().getMessage());
        }
        out.append(text);
    }

    private Flow all(Object dot, Node.Sequence sequence) {
        for (Node node : sequence.nodes()) {
            Flow flow = walk(dot, node);
            if (flow != Flow.ON) {
                return flow;
            }
        }
        return Flow.ON;
    }

    private Flow branch(Object dot, Node.Pipe pipe, Node.Sequence then, Node.Sequence otherwise, boolean with) {
        int mark = variables.mark();
        try {
            Object value = evaluator.pipeline(dot, pipe);
            if (Values.truth(value)) {
                return walk(with ? value : dot, then);
            }
            return otherwise == null ? Flow.ON : walk(dot, otherwise);
        } finally {
            variables.backTo(mark);
        }
    }

    private void range(Object dot, Node.Range range) {
        int mark = variables.mark();
        try {
            Object value = evaluator.pipeline(dot, range.pipe());
            if (!iterate(range, value) && range.otherwise() != null) {
                walk(dot, range.otherwise());
            }
        } finally {
            variables.backTo(mark);
        }
    }

    /** @return whether there was anything */
    private boolean iterate(Node.Range range, Object value) {
        switch (Values.kind(value)) {
            case SLICE:
                List<Object> items = ((GoSlice) value).items();
                for (int i = 0; i < items.size() && once(range, (long) i, items.get(i)); i++) {
                    // Once goes on until the loop is left.
                }
                return !items.isEmpty();
            case MAP:
                SortedMap<String, Object> entries = ((GoMap) value).entries();
                for (Map.Entry<String, Object> entry : entries.entrySet()) {
                    if (!once(range, entry.getKey(), entry.getValue())) {
                        break;
                    }
                }
                return !entries.isEmpty();
            case INT:
                if (range.pipe().variables().size() > 1) {
                    throw place.error("can't use " + Fmt.print(value) + " to iterate over more than one variable");
                }
                long count = (Long) Values.plain(value);
                for (long i = 0; i < count && once(range, i, i); i++) {
                    // As above.
                }
                return count > 0;
            case INVALID:
                return false;
            default:
                throw place.error("range can't iterate over " + Fmt.print(value));
        }
    }

    /** @return whether to go on */
    private boolean once(Node.Range range, Object index, Object element) {
        List<Node.Variable> names = range.pipe().variables();
        if (!names.isEmpty()) {
            variables.assign(names.get(0).names().get(0), names.size() > 1 ? index : element);
        }
        if (names.size() > 1) {
            variables.assign(names.get(1).names().get(0), element);
        }
        int mark = variables.mark();
        Flow flow = walk(element, range.then());
        variables.backTo(mark);
        return flow != Flow.BREAK;
    }

    private void call(Object dot, Node.Call call) {
        Node.Sequence definition = definitions.get(call.name());
        if (definition == null) {
            throw place.error("template " + Quoting.quote(call.name()) + " not defined");
        }
        Object value = call.pipe() == null ? null : evaluator.pipeline(dot, call.pipe());
        Place outerPlace = place;
        Variables outerVariables = variables;
        Evaluator outerEvaluator = evaluator;
        enter(call.name(), value);
        walk(value, definition);
        place = outerPlace;
        variables = outerVariables;
        evaluator = outerEvaluator;
    }
}
