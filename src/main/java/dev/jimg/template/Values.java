package dev.jimg.template;

/** What Go's reflection tells of values. */
final class Values {

    enum Kind { INVALID, BOOL, INT, FLOAT, STRING, SLICE, MAP, STRUCT, POINTER, INTERFACE }

    private Values() {}

    /** Of what is there, a pointer to a struct as the struct. */
    static Kind kind(Object value) {
        Object plain = plain(value);
        if (plain == null) {
            return Kind.INVALID;
        }
        if (plain instanceof String) {
            return Kind.STRING;
        }
        if (plain instanceof Long) {
            return Kind.INT;
        }
        if (plain instanceof Boolean) {
            return Kind.BOOL;
        }
        if (plain instanceof Double) {
            return Kind.FLOAT;
        }
        if (plain instanceof GoSlice) {
            return Kind.SLICE;
        }
        if (plain instanceof GoMap) {
            return Kind.MAP;
        }
        if (plain instanceof GoNil nil) {
            return nil.isInterface() ? Kind.INTERFACE : Kind.POINTER;
        }
        return Kind.STRUCT;
    }

    /** Without a type of its own. */
    static Object plain(Object value) {
        return value instanceof GoScalar scalar ? scalar.value() : value;
    }

    /** Go's name of the value's type. */
    static String type(Object value) {
        if (value instanceof GoScalar scalar) {
            return scalar.type();
        }
        if (value instanceof GoStruct struct) {
            return struct.typeName();
        }
        if (value instanceof GoTime) {
            return "time.Time";
        }
        if (value instanceof GoSlice slice) {
            return slice.type();
        }
        if (value instanceof GoMap map) {
            return map.type();
        }
        if (value instanceof GoNil nil) {
            return nil.type();
        }
        return switch (kind(value)) {
            case STRING -> "string";
            case INT -> "int";
            case FLOAT -> "float64";
            case BOOL -> "bool";
            default -> "<nil>";
        };
    }

    /** Go's truth: not empty, not zero, not nil. */
    static boolean truth(Object value) {
        Object plain = plain(value);
        return switch (kind(plain)) {
            case INVALID, POINTER, INTERFACE -> false;
            case BOOL -> (Boolean) plain;
            case INT -> (Long) plain != 0;
            case FLOAT -> (Double) plain != 0;
            case STRING -> !((String) plain).isEmpty();
            case SLICE -> !((GoSlice) plain).items().isEmpty();
            case MAP -> !((GoMap) plain).entries().isEmpty();
            case STRUCT -> true;
        };
    }

    /** Whether {@code omitempty} leaves it out. */
    static boolean isEmpty(Object value) {
        return kind(value) != Kind.STRUCT && !truth(value);
    }

    /** The nil of an interface is what a pipe hands on as nothing. */
    static Object unwrapped(Object value) {
        return value instanceof GoNil nil && nil.isInterface() ? null : value;
    }
}
