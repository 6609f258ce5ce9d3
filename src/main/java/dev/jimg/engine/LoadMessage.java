package dev.jimg.engine;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One message of the streams that {@code POST /images/load} and, for an import, {@code POST /images/create} answer with.
 *
 * @param text what the engine says, a line or more; empty where it only tells how far it is
 * @param id the layer it is about: the first 12 hex digits of its DiffID; empty if it is about the whole
 * @param current bytes done, -1 if it does not tell
 * @param total bytes to do, -1 if it does not tell
 */
public record LoadMessage(String text, String id, long current, long total) {

    static LoadMessage of(JsonNode message) {
        JsonNode detail = message.path("progressDetail");
        long total = detail.path("total").asLong(-1);
        boolean progress = detail.hasNonNull("current");
        String text = message.hasNonNull("stream") ? message.get("stream").asText()
                : progress ? "" : message.path("status").asText("");
        return new LoadMessage(text, message.path("id").asText(""), detail.path("current").asLong(-1),
                total > 0 ? total : -1);
    }
}
