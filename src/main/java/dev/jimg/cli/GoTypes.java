package dev.jimg.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.template.GoMap;
import dev.jimg.template.GoNil;
import dev.jimg.template.GoScalar;
import dev.jimg.template.GoSlice;
import dev.jimg.template.GoStruct;
import dev.jimg.template.GoTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Makes Go's values of JSON: by type, as docker's client reads it, or without. */
final class GoTypes {

    private final UnaryOperator<String> safe;

    /** @param safe what of a text may be shown */
    GoTypes(UnaryOperator<String> safe) {
        this.safe = safe;
    }

    /** Without a type: maps, slices, texts, and numbers as they are written. */
    Object untyped(JsonNode node) {
        if (node.isObject()) {
            TreeMap<String, Object> entries = new TreeMap<>();
            node.properties().forEach(member -> entries.put(safe.apply(member.getKey()), untyped(member.getValue())));
            return new GoMap("map[string]interface {}", entries, GoNil.INTERFACE, false);
        }
        if (node.isArray()) {
            List<Object> items = new ArrayList<>();
            node.forEach(item -> items.add(untyped(item)));
            return new GoSlice("[]interface {}", items, false);
        }
        if (node.isNumber()) {
            return new GoScalar("json.Number", node.asText());
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        return node.isTextual() ? safe.apply(node.asText()) : GoNil.INTERFACE;
    }

    String text(JsonNode node) {
        return safe.apply(node.asText(""));
    }

    boolean flag(JsonNode node) {
        return node.asBoolean();
    }

    Function<JsonNode, Object> whole(String type) {
        return node -> type.equals("int") ? (Object) node.asLong() : new GoScalar(type, node.asLong());
    }

    /** Behind a pointer: absent where the engine did not tell it. */
    Function<JsonNode, Object> wholePointer(String type) {
        return node -> node.isNumber() ? whole(type).apply(node) : nil(type);
    }

    Object flagPointer(JsonNode node) {
        return node.isBoolean() ? (Object) node.asBoolean() : nil("bool");
    }

    GoTime time(JsonNode node) {
        return GoTime.parse(node.asText(""));
    }

    Function<JsonNode, GoSlice> slice(String type, Function<JsonNode, ?> element) {
        return node -> {
            List<Object> items = new ArrayList<>();
            node.forEach(item -> items.add(element.apply(item)));
            return new GoSlice(type, items, !node.isArray());
        };
    }

    GoSlice texts(JsonNode node) {
        return slice("[]string", this::text).apply(node);
    }

    Function<JsonNode, GoMap> map(String type, Object zero, Function<JsonNode, ?> element) {
        return node -> {
            TreeMap<String, Object> entries = new TreeMap<>();
            node.properties()
                    .forEach(member -> entries.put(safe.apply(member.getKey()), element.apply(member.getValue())));
            return new GoMap(type, entries, zero, !node.isObject());
        };
    }

    GoMap textMap(JsonNode node) {
        return map("map[string]string", "", this::text).apply(node);
    }

    /** Go's set: a map of nothings. */
    Function<JsonNode, GoMap> set(String type) {
        GoStruct nothing = new GoStruct("struct {}", false, false, Map.of());
        return map(type, nothing, member -> nothing);
    }

    /** What a pointer leads to; a nil that has the type where there is nothing. */
    Function<JsonNode, Object> pointer(String type, Function<JsonNode, Members> members) {
        return node -> node.isObject() ? members.apply(node).of(type, true) : nil(type);
    }

    /** A pointer that leads nowhere. */
    GoNil nil(String type) {
        return new GoNil("*" + type);
    }

    /** The members of a struct, in the order of its type, each read from the member of an object in JSON. */
    static final class Members {

        private final Map<String, GoStruct.Member> members = new LinkedHashMap<>();
        private final JsonNode node;

        Members(JsonNode node) {
            this.node = node;
        }

        /** One whose name in JSON is the same. */
        Members add(String name, Function<JsonNode, ?> type) {
            return add(name, name, type);
        }

        Members add(String name, String json, Function<JsonNode, ?> type) {
            members.put(name, GoStruct.Member.of(type.apply(node.path(json)), json, false));
            return this;
        }

        /** One that JSON leaves out where it is empty. */
        Members addOptional(String name, Function<JsonNode, ?> type) {
            return addOptional(name, name, type);
        }

        Members addOptional(String name, String json, Function<JsonNode, ?> type) {
            members.put(name, GoStruct.Member.of(type.apply(node.path(json)), json, true));
            return this;
        }

        /** A pointer, which JSON leaves out where it leads nowhere. */
        Members addPointer(String name, Function<JsonNode, ?> type) {
            Object value = type.apply(node.path(name));
            members.put(name, GoStruct.Member.of(value, name, value instanceof GoNil));
            return this;
        }

        Members embed(String name, Members inner, String type) {
            members.put(name, GoStruct.Member.embedded(inner.of(type, false)));
            return this;
        }

        GoStruct of(String type, boolean pointer) {
            return new GoStruct(type, pointer, false, members);
        }
    }
}
