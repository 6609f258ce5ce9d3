package dev.jimg.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What nobody may send to somebody's terminal, put into every text of an answer: a field that is new has it the day it
 * is written. Names, tags and digests stay, because their grammar has no room for it.
 */
public final class Canary {

    /** Title, cursor report, C1, return, backspace, bidi, separators, invisible letters; and an emoji that may stay. */
    public static final String TEXT = "c\u001b]0;t\u0007\u001b[6n\u009b2J\u0085\rR\b\u007f\u202eexe\u2066\u2069\u061c"
            + "\u2028\u2029\u200b\u200e\ufeff\u00ad\u2060\u3164pay\u200dpal\u200c\udb40\udc41👩\u200d💻中e\u0301z";

    private static final Pattern OWN = Pattern.compile("\u001b\\[(\\d*[AJK]|91m|0m)|\r(?!R)");
    private static final String INVISIBLE = "\u00ad\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u3164\ufeff\uffa0";
    private static final Set<String> STRICT = Set.of("Reference", "Digest", "DiffId", "ImageId", "MediaType", "TagList");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Canary() {}

    /** What of a text written to a terminal came from elsewhere and should not be there: empty if all is well. */
    public static String foreign(String written) {
        StringBuilder found = new StringBuilder();
        String text = OWN.matcher(written).replaceAll("");
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int codePoint = text.codePointAt(i);
            if (isForeign(codePoint) || codePoint == 0x200d && !joinsEmoji(text, i)) {
                found.append("U+%04X near «%s» ".formatted(codePoint, seen(text.substring(Math.max(0, i - 30), i))));
            }
        }
        return found.toString();
    }

    private static String seen(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static boolean joinsEmoji(String text, int at) {
        return at > 0 && at + 1 < text.length() && text.codePointBefore(at) > 0x2190 && text.codePointAt(at + 1) > 0x2190;
    }

    private static boolean isForeign(int codePoint) {
        return Character.isISOControl(codePoint) && codePoint != '\n' && codePoint != '\t'
                || codePoint >= 0x2028 && codePoint <= 0x202e || codePoint >= 0x2060 && codePoint <= 0x206f
                || codePoint >= 0xe0000 && codePoint <= 0xe007f || INVISIBLE.indexOf(codePoint) >= 0;
    }

    /** The same value with the canary at the end of every text in it, however deep; of a JSON text, of its texts. */
    public static Object in(Object value) {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof Record part) {
            return STRICT.contains(part.getClass().getSimpleName()) ? part : record(part);
        }
        if (value instanceof Optional<?> option) {
            return option.map(Canary::in);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Canary::in).toList();
        }
        if (value instanceof Set<?> set) {
            Set<Object> parts = new LinkedHashSet<>();
            set.forEach(part -> parts.add(in(part)));
            return parts;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> parts = new LinkedHashMap<>();
            map.forEach((name, part) -> parts.put(name, in(part)));
            return parts;
        }
        return value;
    }

    /** The value as it was: what a face gives back of what it was given. */
    public static Object outOf(Object value) {
        if (value instanceof String text) {
            return text.replace(TEXT, "");
        }
        return value instanceof List<?> list ? list.stream().map(Canary::outOf).toList() : value;
    }

    private static String text(String text) {
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                return JSON.writeValueAsString(json(JSON.readTree(text)));
            } catch (JsonProcessingException e) {
                return text + TEXT;
            }
        }
        return text.endsWith(TEXT) ? text : text + TEXT;
    }

    private static JsonNode json(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JSON.createObjectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), json(field.getValue())));
            return copy.put(TEXT, TEXT);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JSON.createArrayNode();
            array.forEach(part -> copy.add(json(part)));
            return copy;
        }
        return node.isTextual() ? TextNode.valueOf(node.textValue() + TEXT) : node;
    }

    /** A component whose record refuses the canary stays as it was. */
    private static Object record(Record old) {
        RecordComponent[] components = old.getClass().getRecordComponents();
        Object[] parts = new Object[components.length];
        Object[] whole = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            parts[i] = part(components[i], old);
            whole[i] = in(parts[i]);
        }
        Optional<Object> all = made(old, components, whole);
        for (int i = 0; i < components.length && all.isEmpty(); i++) {
            Object kept = parts[i];
            parts[i] = whole[i];
            parts[i] = made(old, components, parts).isPresent() ? whole[i] : kept;
        }
        return all.orElseGet(() -> made(old, components, parts).orElse(old));
    }

    private static Object part(RecordComponent component, Record old) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(old);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Optional<Object> made(Record old, RecordComponent[] components, Object[] parts) {
        try {
            Constructor<?> constructor = old.getClass().getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance(parts));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
