package dev.jimg.template;

import dev.jimg.template.Function.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Computes pipelines. */
final class Evaluator {

    /** What a command is given that stands first in its pipe. */
    private static final Object NOTHING_BEFORE = new Object();

    private final Place place;
    private final Variables variables;
    private final Map<String, Function> functions;
    private final boolean strict;
    private final Work work;

    Evaluator(Place place, Variables variables, Map<String, Function> functions, boolean strict,
            Work work) {
        this.place = place;
        this.variables = variables;
        this.functions = functions;
        this.strict = strict;
        this.work = work;
    }

    /** The value, and the variables it declares or assigns. */
    Object pipeline(Object dot, Node.Pipe pipe) {
        place.at(pipe);
        Object value = NOTHING_BEFORE;
        for (Node.Command command : pipe.commands()) {
            value = Values.unwrapped(command(dot, command, value));
        }
        for (Node.Variable variable : pipe.variables()) {
            String name = variable.names().get(0);
            if (!pipe.assign()) {
                variables.declare(name, value);
            } else if (!variables.assign(name, value)) {
                throw place.error("undefined variable: " + name);
            }
        }
        return value;
    }

    private Object command(Object dot, Node.Command command, Object last) {
        Node first = command.words().get(0);
        List<Node> arguments = command.words().subList(1, command.words().size());
        boolean given = !arguments.isEmpty() || last != NOTHING_BEFORE;
        if (first instanceof Node.Field field) {
            place.at(field);
            return fields(dot, dot, field, field.names(), arguments, last);
        }
        if (first instanceof Node.Chain chain) {
            return chain(dot, chain, arguments, last);
        }
        if (first instanceof Node.Identifier identifier) {
            place.at(identifier);
            return call(dot, functions.get(identifier.name()), command, arguments, last);
        }
        if (first instanceof Node.Variable variable) {
            return variable(dot, variable, arguments, last);
        }
        if (!(first instanceof Node.Pipe)) {
            place.at(first);
        }
        if (given) {
            throw place.error("can't give argument to non-function " + first);
        }
        if (first instanceof Node.Nil) {
            throw place.error("nil is not a command");
        }
        return first instanceof Node.Pipe pipe ? pipeline(dot, pipe) : simple(dot, first);
    }

    private static Object simple(Object dot, Node node) {
        return node instanceof Node.Constant constant ? constant.value() : dot;
    }

    private Object chain(Object dot, Node.Chain chain, List<Node> arguments, Object last) {
        place.at(chain);
        Object of = argument(dot, null, chain.of());
        return fields(dot, of, chain, chain.names(), arguments, last);
    }

    private Object variable(Object dot, Node.Variable variable, List<Node> arguments, Object last) {
        place.at(variable);
        Object value = variables.get(variable.names().get(0));
        if (variable.names().size() > 1) {
            return fields(dot, value, variable, variable.names().subList(1, variable.names().size()), arguments, last);
        }
        if (!arguments.isEmpty() || last != NOTHING_BEFORE) {
            throw place.error("can't give argument to non-function " + variable);
        }
        return value;
    }

    private Object fields(Object dot, Object of, Node node, List<String> names, List<Node> arguments, Object last) {
        Object value = of;
        Object before = null;
        for (String name : names.subList(0, names.size() - 1)) {
            Object next = field(dot, value, before, node, name, List.of(), NOTHING_BEFORE);
            before = value;
            value = next;
        }
        return field(dot, value, before, node, names.get(names.size() - 1), arguments, last);
    }

    /** @param before what the value is a field of, null if it stands for itself */
    private Object field(Object dot, Object of, Object before, Node node, String name, List<Node> arguments,
            Object last) {
        boolean given = !arguments.isEmpty() || last != NOTHING_BEFORE;
        if (of == null) {
            if (strict) {
                throw place.error("nil data; no entry for key " + Quoting.quote(name));
            }
            return null;
        }
        if (of instanceof GoNil nil) {
            throw place.error("nil pointer evaluating " + nil.type() + "." + name);
        }
        if (of instanceof GoTime time && time.method(name) != null) {
            return call(dot, time.method(name), node, arguments, last);
        }
        if (of instanceof GoStruct struct && struct.find(name) != null) {
            return member(dot, struct, node, name, arguments, last);
        }
        if (of instanceof GoMap map && map.methods().containsKey(name)) {
            return asked(dot, map.methods().get(name), node, name, arguments, last);
        }
        if (of instanceof GoMap map) {
            if (given) {
                throw place.error(name + " is not a method but has arguments");
            }
            if (strict && !map.entries().containsKey(name)) {
                throw place.error("map has no entry for key " + Quoting.quote(name));
            }
            return map.entries().get(name);
        }
        throw place.error("can't evaluate field " + name + " in type " + staticType(of, before));
    }

    /** What an untyped map holds is of the type «anything», whatever it is. */
    private static String staticType(Object value, Object before) {
        return before instanceof GoMap map && map.zero().equals(GoNil.INTERFACE) ? GoNil.INTERFACE.type()
                : Values.type(value);
    }

    private Object member(Object dot, GoStruct struct, Node node, String name, List<Node> arguments, Object last) {
        GoStruct.Member member = struct.find(name);
        if (member.asked() != null) {
            return asked(dot, member.asked(), node, name, arguments, last);
        }
        if (struct.methods()) {
            return call(dot, Function.of(name, none -> member.value().get()), node, arguments, last);
        }
        if (!arguments.isEmpty() || last != NOTHING_BEFORE) {
            throw place.error(name + " has arguments but cannot be invoked as function");
        }
        return member.value().get();
    }

    private Object asked(Object dot, UnaryOperator<String> method, Node node, String name, List<Node> arguments,
            Object last) {
        return call(dot, Function.of(name, given -> method.apply((String) given.get(0)), Type.STRING), node, arguments,
                last);
    }

    private Object call(Object dot, Function function, Node node, List<Node> arguments, Object last) {
        int count = arguments.size() + (last == NOTHING_BEFORE ? 0 : 1);
        if (function.variadic() && count < function.fixed()) {
            throw place.error("wrong number of args for " + function.name() + ": want at least " + function.fixed()
                    + " got " + arguments.size());
        }
        if (!function.variadic() && count != function.fixed()) {
            throw place.error("wrong number of args for " + function.name() + ": want " + function.fixed() + " got "
                    + count);
        }
        if (function.name().equals("and") || function.name().equals("or")) {
            return shortCircuit(dot, function.name().equals("or"), arguments, last);
        }
        List<Object> values = new ArrayList<>(count);
        for (Node argument : arguments) {
            values.add(argument(dot, function.parameter(values.size()), argument));
        }
        if (last != NOTHING_BEFORE) {
            values.add(checked(last, function.parameter(values.size())));
        }
        if (function.name().equals("call") && values.get(0) != null) {
            place.at(node);
            throw place.error("error calling call: non-function " + arguments.get(0) + " of type "
                    + Values.type(values.get(0)));
        }
        try {
            work.text(length(values), Work.MOST_GIVEN);
            Object result = function.body().call(values);
            work.text(length(List.of(result == null ? "" : result)), Work.MOST_MADE);
            return result;
        } catch (Function.CallException e) {
            place.at(node);
            throw place.error("error calling " + function.name() + ": " + e.getMessage());
        }
    }

    private static long length(List<Object> values) {
        return values.stream().mapToLong(value -> Values.plain(value) instanceof String text ? text.length() : 0).sum();
    }

    /** The first that decides, or the last. */
    private Object shortCircuit(Object dot, boolean decides, List<Node> arguments, Object last) {
        Object value = null;
        for (Node argument : arguments) {
            value = argument(dot, Type.VALUE, argument);
            if (Values.truth(value) == decides) {
                return value;
            }
        }
        return last == NOTHING_BEFORE ? value : last;
    }

    /** @param type what it must be; null for anything, also nothing */
    private Object argument(Object dot, Type type, Node node) {
        place.at(node);
        if (node instanceof Node.Dot) {
            return checked(dot, type);
        }
        if (node instanceof Node.Nil) {
            if (type == Type.STRING || type == Type.INT) {
                throw place.error("cannot assign nil to " + type.goName);
            }
            return null;
        }
        if (node instanceof Node.Field field) {
            return checked(fields(dot, dot, field, field.names(), List.of(), NOTHING_BEFORE), type);
        }
        if (node instanceof Node.Variable variable) {
            return checked(variable(dot, variable, List.of(), NOTHING_BEFORE), type);
        }
        if (node instanceof Node.Pipe pipe) {
            return checked(pipeline(dot, pipe), type);
        }
        if (node instanceof Node.Identifier identifier) {
            return checked(call(dot, functions.get(identifier.name()), identifier, List.of(), NOTHING_BEFORE), type);
        }
        if (node instanceof Node.Chain chain) {
            return checked(chain(dot, chain, List.of(), NOTHING_BEFORE), type);
        }
        return constant((Node.Constant) node, type);
    }

    private Object constant(Node.Constant constant, Type type) {
        Object value = constant.value();
        boolean fits = type == null || switch (type) {
            case ANY, VALUE -> true;
            case STRING -> value instanceof String;
            case INT -> value instanceof Long;
            case STRINGS -> false;
        };
        if (fits) {
            return value;
        }
        throw place.error(switch (type) {
            case STRING -> "expected string; found " + constant;
            case INT -> "expected integer; found " + constant;
            default -> "can't handle " + constant + " for arg of type " + type.goName;
        });
    }

    private Object checked(Object value, Type type) {
        Object plain = Values.unwrapped(value);
        if (type == null || type == Type.ANY || type == Type.VALUE) {
            return plain;
        }
        if (plain == null) {
            if (type == Type.STRINGS) {
                return new GoSlice(type.goName, List.of(), true);
            }
            throw place.error("invalid value; expected " + type.goName);
        }
        if (!type.takes(plain)) {
            throw place.error("wrong type for value; expected " + type.goName + "; got " + Values.type(plain));
        }
        return plain;
    }
}
