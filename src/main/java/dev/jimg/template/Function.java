package dev.jimg.template;

import java.util.List;

/**
 * What a template can call.
 *
 * @param parameters the types of its arguments; the last one repeats if it is variadic
 * @param variadic whether the last parameter takes any number
 */
record Function(String name, List<Type> parameters, boolean variadic, Body body) {

    /** What an argument must be. */
    enum Type {
        ANY("interface {}"), VALUE("reflect.Value"), STRING("string"), INT("int"), STRINGS("[]string");

        final String goName;

        Type(String goName) {
            this.goName = goName;
        }

        boolean takes(Object value) {
            return switch (this) {
                case ANY, VALUE -> true;
                case STRING, INT -> Values.type(value).equals(goName);
                // A named type of the same shape can be assigned.
                case STRINGS -> Values.type(value).equals(goName) || Values.type(value).equals("strslice.StrSlice");
            };
        }
    }

    /** Does it, or says in a {@link CallException} why not. */
    @FunctionalInterface
    interface Body {
        Object call(List<Object> arguments);
    }

    static Function of(String name, Body body, Type... parameters) {
        return new Function(name, List.of(parameters), false, body);
    }

    static Function variadic(String name, Body body, Type... parameters) {
        return new Function(name, List.of(parameters), true, body);
    }

    /** How many arguments there are before the one that repeats. */
    int fixed() {
        return variadic ? parameters.size() - 1 : parameters.size();
    }

    Type parameter(int index) {
        return parameters.get(Math.min(index, parameters.size() - 1));
    }

    /** The call failed; the message becomes part of the template's error. */
    static final class CallException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CallException(String message) {
            super(message);
        }
    }
}
