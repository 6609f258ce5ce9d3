package dev.jimg.template;

import dev.jimg.text.SafeText;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON as Go's encoder writes it. Characters that could harm a terminal are written as escapes, which mean the same.
 */
final class GoJson {

    private GoJson() {}

    static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value, false);
        return out.toString();
    }

    private static void write(StringBuilder out, Object value, boolean html) {
        if (value instanceof GoScalar scalar && scalar.type().equals("json.Number")) {
            out.append(scalar.value());
            return;
        }
        Object plain = Values.plain(value);
        if (plain == null || plain instanceof GoNil) {
            out.append("null");
        } else if (plain instanceof String text) {
            quote(out, text, html);
        } else if (plain instanceof GoTime time) {
            quote(out, time.json(), html);
        } else if (plain instanceof Double number) {
            out.append(Math.abs(number) < 1e21 ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
                    : Fmt.shortest(number));
        } else if (plain instanceof GoSlice slice) {
            writeSlice(out, slice, html);
        } else if (plain instanceof GoMap map) {
            writeMap(out, map, html);
        } else if (plain instanceof GoStruct struct) {
            writeStruct(out, struct, html);
        } else {
            out.append(plain);
        }
    }

    private static void writeSlice(StringBuilder out, GoSlice slice, boolean html) {
        if (slice.nil()) {
            out.append("null");
            return;
        }
        out.append('[');
        for (int i = 0; i < slice.items().size(); i++) {
            out.append(i > 0 ? "," : "");
            write(out, slice.items().get(i), html);
        }
        out.append(']');
    }

    private static void writeMap(StringBuilder out, GoMap map, boolean html) {
        if (map.nil()) {
            out.append("null");
            return;
        }
        int start = out.append('{').length();
        map.entries().forEach((key, value) -> member(out, start, key, value, html));
        out.append('}');
    }

    private static void writeStruct(StringBuilder out, GoStruct struct, boolean html) {
        int start = out.append('{').length();
        // Docker's rows make a map of themselves, which is sorted, and their marshaler escapes for HTML.
        Map<String, GoStruct.Member> members = struct.methods() ? new TreeMap<>(struct.members()) : struct.members();
        writeMembers(out, start, members, html || struct.methods());
        out.append('}');
    }

    private static void writeMembers(StringBuilder out, int start, Map<String, GoStruct.Member> members, boolean html) {
        members.values().forEach(member -> {
            Object value = member.value().get();
            if (member.embedded()) {
                writeMembers(out, start, ((GoStruct) value).members(), html);
            } else if (!member.json().isEmpty() && !(member.omitEmpty() && Values.isEmpty(value))) {
                member(out, start, member.json(), value, html);
            }
        });
    }

    private static void member(StringBuilder out, int start, String name, Object value, boolean html) {
        out.append(out.length() > start ? "," : "");
        quote(out, name, html);
        out.append(':');
        write(out, value, html);
    }

    /** Appends a string literal. @param html {@code < > &} as escapes */
    private static void quote(StringBuilder out, String text, boolean html) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int simple = "\"\\\n\r\t\b\f".indexOf(c);
            if (simple >= 0) {
                out.append('\\').append("\"\\nrtbf".charAt(simple));
            } else if (html && (c == '<' || c == '>' || c == '&') || SafeText.isHarmfulAt(text, i)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
