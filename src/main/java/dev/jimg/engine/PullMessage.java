package dev.jimg.engine;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One message of the stream that {@code POST /images/create} answers with.
 *
 * @param id the layer it is about: the first 12 hex digits of its blob's digest; empty if it is about the whole
 * @param status in the engine's words: {@code Downloading}
 * @param current bytes done, -1 if it does not tell
 * @param total bytes to do, -1 if it does not tell
 */
public record PullMessage(String id, String status, long current, long total) {

    static PullMessage of(JsonNode message) {
        JsonNode detail = message.path("progressDetail");
        long total = detail.path("total").asLong(-1);
        return new PullMessage(message.path("id").asText(""), message.path("status").asText(""),
                detail.path("current").asLong(-1), total > 0 ? total : -1);
    }
}
