package dev.jimg.oci;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Typed access to the fields of a JSON object; its errors name the document and the field.
 *
 * <p>As Go reads it, which wrote almost every image there is: a field that is null counts as absent.
 */
final class JsonFields {

    private static final int MAX_DEPTH = 100;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            // Two readers may pick different ones of two equal keys, so that one digest would mean two images.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonNode node;
    private final String what;

    JsonFields(JsonNode node, String what) {
        this.node = node;
        this.what = what;
    }

    /** @throws MalformedException if the bytes are not one JSON object */
    static JsonNode parse(byte[] bytes, String what) {
        JsonNode root;
        try {
            root = JsonTree.read(JSON, bytes, false);
        } catch (IOException e) {
            throw new MalformedException("invalid " + what + ": it is not JSON (" + firstLine(e.getMessage()) + ")", e);
        }
        if (!root.isObject()) {
            throw new MalformedException("invalid " + what + ": wants a JSON object");
        }
        return root;
    }

    boolean has(String field) {
        return node.hasNonNull(field);
    }

    Optional<String> text(String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw malformed("\"" + field + "\" wants a text");
        }
        return value.textValue().isEmpty() ? Optional.empty() : Optional.of(value.textValue());
    }

    String requiredText(String field) {
        return text(field).orElseThrow(() -> malformed("\"" + field + "\" is missing"));
    }

    /** The whole number in this field, 0 if it is absent. */
    long integer(String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return 0;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw malformed("\"" + field + "\" wants a whole number");
        }
        return value.longValue();
    }

    boolean flag(String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw malformed("\"" + field + "\" wants true or false");
        }
        return value.booleanValue();
    }

    Optional<JsonFields> object(String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw malformed("\"" + field + "\" wants an object");
        }
        return Optional.of(new JsonFields(value, what + ", " + field));
    }

    JsonFields requiredObject(String field) {
        return object(field).orElseThrow(() -> malformed("\"" + field + "\" is missing"));
    }

    List<String> texts(String field) {
        return elements(field, value -> {
            if (!value.isTextual()) {
                throw malformed("\"" + field + "\" wants texts");
            }
            return value.textValue();
        });
    }

    List<JsonFields> objects(String field) {
        return elements(field, value -> {
            if (!value.isObject()) {
                throw malformed("\"" + field + "\" wants objects");
            }
            return new JsonFields(value, what + ", " + field);
        });
    }

    /** The string members of an object, in the document's order; empty if it is absent. */
    Map<String, String> textMap(String field) {
        Map<String, String> result = new LinkedHashMap<>();
        object(field).ifPresent(inner -> inner.node.properties().forEach(member -> {
            if (!member.getValue().isTextual()) {
                throw malformed("\"" + field + "\" wants texts");
            }
            result.put(member.getKey(), member.getValue().textValue());
        }));
        return result;
    }

    /** The member names of an object used as a set ({@code {"80/tcp": {}}}), in the document's order. */
    List<String> keys(String field) {
        List<String> result = new ArrayList<>();
        object(field).ifPresent(inner -> inner.node.fieldNames().forEachRemaining(result::add));
        return result;
    }

    Descriptor descriptor() {
        Optional<Platform> platform = object("platform").map(JsonFields::platform);
        return new Descriptor(MediaType.parse(requiredText("mediaType")), digest("digest"), integer("size"),
                platform, text("artifactType"), textMap("annotations"), texts("urls"));
    }

    Platform platform() {
        return new Platform(text("os").orElse("linux"), text("architecture").orElse("amd64"),
                text("variant").orElse(""), text("os.version").orElse(""));
    }

    MalformedException malformed(String why) {
        return new MalformedException("invalid " + what + ": " + why);
    }

    private Digest digest(String field) {
        try {
            return Digest.parse(requiredText(field));
        } catch (MalformedException e) {
            throw malformed(e.getMessage());
        }
    }

    private <T> List<T> elements(String field, Function<JsonNode, T> read) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw malformed("\"" + field + "\" wants a list");
        }
        List<T> result = new ArrayList<>(value.size());
        value.forEach(element -> result.add(read.apply(element)));
        return List.copyOf(result);
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
