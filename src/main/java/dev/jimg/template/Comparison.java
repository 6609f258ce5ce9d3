package dev.jimg.template;

import dev.jimg.template.Function.CallException;
import dev.jimg.template.Values.Kind;
import java.util.List;
import java.util.Objects;

/** Compares as Go's templates do: values of one kind only. */
final class Comparison {

    private static final String OTHER_TYPES = "incompatible types for comparison";

    private Comparison() {}

    /** Whether the first is equal to any of the others. */
    static boolean anyEqual(List<Object> values) {
        if (values.size() < 2) {
            throw new CallException("missing argument for comparison");
        }
        for (Object other : values.subList(1, values.size())) {
            if (equal(values.get(0), other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean equal(Object a, Object b) {
        if (isBasic(a) && isBasic(b)) {
            if (Values.kind(a) != Values.kind(b)) {
                throw new CallException(OTHER_TYPES);
            }
            return Values.plain(a).equals(Values.plain(b));
        }
        if (a == null || b == null) {
            return isNil(a) && isNil(b);
        }
        if (isBasic(a) != isBasic(b)) {
            throw new CallException(OTHER_TYPES);
        }
        if (isNil(a) || isNil(b)) {
            return isNil(a) == isNil(b);
        }
        if (Values.kind(a) == Kind.SLICE || Values.kind(a) == Kind.MAP) {
            throw new CallException("non-comparable type " + Fmt.print(a) + ": " + Values.type(a));
        }
        return Objects.equals(a, b);
    }

    private static boolean isNil(Object value) {
        return value == null || value instanceof GoNil
                || value instanceof GoSlice slice && slice.nil() || value instanceof GoMap map && map.nil();
    }

    static boolean less(Object a, Object b) {
        return order(a, b) < 0;
    }

    static boolean lessOrEqual(Object a, Object b) {
        return order(a, b) <= 0;
    }

    private static int order(Object a, Object b) {
        if (!isBasic(a) || !isBasic(b)) {
            throw new CallException("invalid type for comparison");
        }
        if (Values.kind(a) != Values.kind(b)) {
            throw new CallException(OTHER_TYPES);
        }
        Object left = Values.plain(a);
        Object right = Values.plain(b);
        return switch (Values.kind(a)) {
            case INT -> Long.compare((Long) left, (Long) right);
            case FLOAT -> Double.compare((Double) left, (Double) right);
            case STRING -> ((String) left).compareTo((String) right);
            default -> throw new CallException("invalid type for comparison");
        };
    }

    private static boolean isBasic(Object value) {
        return switch (Values.kind(value)) {
            case BOOL, INT, FLOAT, STRING -> true;
            default -> false;
        };
    }
}
