package dev.jimg.backend.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.service.Failure;
import dev.jimg.service.Pause;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The records of the service as JSON and back. Reading throws {@link RuntimeException} at whatever is not ours. */
final class SpoolJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private SpoolJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static byte[] bytes(ObjectNode object) {
        try {
            return MAPPER.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IOException if it is no JSON object */
    static JsonNode parse(byte[] bytes) throws IOException {
        JsonNode node = MAPPER.readTree(bytes);
        if (!node.isObject()) {
            throw new IOException("no JSON object");
        }
        return node;
    }

    static void layers(List<LayerProgress> layers, ObjectNode into) {
        ArrayNode list = into.putArray("layers");
        for (LayerProgress layer : layers) {
            ObjectNode one = list.addObject();
            one.put("layer", layer.layer()).put("phase", layer.phase().name());
            one.put("done", layer.done()).put("total", layer.total()).put("from", layer.from());
        }
    }

    static List<LayerProgress> layers(JsonNode from) {
        List<LayerProgress> layers = new ArrayList<>();
        from.path("layers").forEach(one -> layers.add(new LayerProgress(text(one, "layer"),
                Phase.valueOf(text(one, "phase")), one.path("done").asLong(), one.path("total").asLong(),
                one.path("from").asText(""))));
        return layers;
    }

    static void pause(Pause pause, ObjectNode into) {
        into.putObject("pause").put("end", pause.end().toString()).put("asked", pause.asked());
    }

    static Optional<Pause> pause(JsonNode from) {
        JsonNode pause = from.path("pause");
        return pause.isObject() ? Optional.of(new Pause(Instant.parse(text(pause, "end")),
                pause.path("asked").asBoolean())) : Optional.empty();
    }

    static void failure(Failure failure, ObjectNode into) {
        into.put("kind", failure.kind().name()).put("operation", failure.operation());
        into.put("subject", failure.subject()).put("why", failure.why()).put("advice", failure.advice());
    }

    static Failure failure(JsonNode from) {
        return new Failure(Failure.Kind.valueOf(text(from, "kind")), text(from, "operation"),
                from.path("subject").asText(""), text(from, "why"), from.path("advice").asText(""));
    }

    static Optional<String> optional(JsonNode from, String field) {
        JsonNode value = from.path(field);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    static String text(JsonNode from, String field) {
        return optional(from, field).orElseThrow(() -> new IllegalArgumentException(field + " is missing"));
    }
}
