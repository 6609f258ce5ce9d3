package dev.jimg.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what engines answer. What is missing or null reads as empty: versions differ in what they tell. */
final class EngineJson {

    /** A list of ten thousand images has half a million, and each takes some ninety bytes of memory. */
    private static final long MAX_TOKENS = 2_000_000;

    static final ObjectMapper MAPPER = new ObjectMapper();

    /** For answers that are read as a whole. */
    static final ObjectMapper WHOLE = new ObjectMapper(JsonFactory.builder().streamReadConstraints(
            StreamReadConstraints.builder().maxTokenCount(MAX_TOKENS).build()).build());

    private EngineJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** As requests have one from 1.46 on. */
    static String platform(Platform platform) {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("os", platform.os());
        json.put("architecture", platform.architecture());
        if (!platform.variant().isEmpty()) {
            json.put("variant", platform.variant());
        }
        return write(json);
    }

    /** For what no engine answers; who asked it says so. */
    static MalformedException unexpected() {
        return new MalformedException("this is no answer of an engine");
    }

    /** @throws MalformedException if it is something else */
    static JsonNode object(JsonNode answer) {
        if (!answer.isObject()) {
            throw unexpected();
        }
        return answer;
    }

    /** An object as it came. */
    static String text(JsonNode answer) {
        return object(answer).toString();
    }

    /** @throws MalformedException if it is something else; null is a list of nothing */
    static JsonNode list(JsonNode answer) {
        if (!answer.isArray() && !answer.isNull()) {
            throw unexpected();
        }
        return answer;
    }

    static List<String> texts(JsonNode array) {
        List<String> result = new ArrayList<>();
        array.forEach(text -> result.add(text.asText()));
        return List.copyOf(result);
    }

    static Map<String, String> textMap(JsonNode object) {
        Map<String, String> result = new LinkedHashMap<>();
        object.properties().forEach(member -> result.put(member.getKey(), member.getValue().asText()));
        return result;
    }

    /** Names of images, sorted. Placeholders such as {@code <none>:<none>}, which older engines send, are none. */
    static List<Reference> references(JsonNode array) {
        List<Reference> result = new ArrayList<>();
        array.forEach(text -> Reference.tryParse(text.asText()).ifPresent(result::add));
        result.sort((a, b) -> a.familiar().compareTo(b.familiar()));
        return List.copyOf(result);
    }

    /** Those of the names that are tags: Podman has an image's name by digest among them where it has no other. */
    static List<Reference> tags(JsonNode array) {
        return references(array).stream().filter(name -> name.digest().isEmpty()).toList();
    }

    /** An RFC 3339 time; the epoch if there is none. */
    static Instant time(String text) {
        try {
            return text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    /** This machine's platform where the answer does not tell one. */
    static Platform platform(JsonNode node, String os, String architecture) {
        try {
            String variant = node.path("Variant").asText("");
            return Platform.parse(node.path(os).asText() + "/" + node.path(architecture).asText()
                    + (variant.isEmpty() ? "" : "/" + variant));
        } catch (MalformedException e) {
            return Platform.local();
        }
    }
}
