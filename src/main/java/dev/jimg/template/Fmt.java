package dev.jimg.template;

import dev.jimg.text.GoDuration;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Values as Go's {@code fmt} prints them: {@code %v} and its relatives. */
final class Fmt {

    private static final int MOST_PLAIN_EXPONENT = 21;
    private static final int LEAST_PLAIN_EXPONENT = -4;

    private Fmt() {}

    /** {@code %v} */
    static String print(Object value) {
        return print(value, false, 0);
    }

    /** @param named with the names of members, {@code %+v} */
    static String print(Object value, boolean named) {
        return print(value, named, 0);
    }

    private static String print(Object value, boolean named, int depth) {
        Object plain = Values.plain(value);
        if (value instanceof GoScalar scalar && scalar.type().equals("time.Duration")) {
            return GoDuration.of((Long) plain);
        }
        if (plain == null || plain instanceof GoNil) {
            return "<nil>";
        }
        if (plain instanceof Double number) {
            return shortest(number);
        }
        if (plain instanceof GoSlice slice) {
            return slice.items().stream().map(item -> print(item, named, depth + 1))
                    .collect(Collectors.joining(" ", "[", "]"));
        }
        if (plain instanceof GoMap map) {
            return map.entries().entrySet().stream()
                    .map(entry -> entry.getKey() + ":" + print(entry.getValue(), named, depth + 1))
                    .collect(Collectors.joining(" ", "map[", "]"));
        }
        if (plain instanceof GoStruct struct) {
            // Go shows where in memory a pointer leads to, which is another place each time.
            return struct.pointer() && depth > 0 ? "0xc000000000" : members(struct, named, depth);
        }
        return plain.toString();
    }

    private static String members(GoStruct struct, boolean named, int depth) {
        StringBuilder out = new StringBuilder("{");
        for (Map.Entry<String, GoStruct.Member> member : struct.members().entrySet()) {
            out.append(out.length() > 1 ? " " : "").append(named ? member.getKey() + ":" : "")
                    .append(print(read(member.getValue().value()), named, depth + 1));
        }
        return out.append('}').toString();
    }

    private static Object read(Supplier<Object> value) {
        return value.get();
    }

    /** Spaces between two of which neither is a text. */
    static String sprint(List<Object> values) {
        StringBuilder out = new StringBuilder();
        boolean textBefore = true;
        for (int i = 0; i < values.size(); i++) {
            boolean text = values.get(i) instanceof String;
            out.append(i > 0 && !text && !textBefore ? " " : "").append(print(values.get(i)));
            textBefore = text;
        }
        return out.toString();
    }

    /** Spaces between all, and a line feed. */
    static String sprintln(List<Object> values) {
        return values.stream().map(Fmt::print).collect(Collectors.joining(" ", "", "\n"));
    }

    /** As few digits as tell the number from others, with an exponent where it is very large or small. */
    static String shortest(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "+Inf" : "-Inf";
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        BigDecimal decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= LEAST_PLAIN_EXPONENT && exponent < MOST_PLAIN_EXPONENT) {
            return decimal.toPlainString();
        }
        return decimal.movePointLeft(exponent).stripTrailingZeros().toPlainString()
                + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
