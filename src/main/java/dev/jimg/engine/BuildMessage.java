package dev.jimg.engine;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One message of the stream that {@code POST /build} answers with.
 *
 * @param text what a step wrote, or the builder said of it, as it came; for a base image that is fetched, a line of its own
 * @param id what is fetched; empty for the builder's own words
 * @param status what is done to that, in the engine's words; empty for the builder's own words
 * @param current bytes done, -1 if it does not tell
 * @param total bytes to do, -1 if it does not tell
 * @param image the image that came out; empty before the end
 */
public record BuildMessage(String text, String id, String status, long current, long total, String image) {

    static BuildMessage of(JsonNode message) {
        JsonNode detail = message.path("progressDetail");
        String id = message.path("id").asText("");
        String status = message.path("status").asText("");
        boolean progress = detail.hasNonNull("current");
        String line = status.isEmpty() || progress ? "" : (id.isEmpty() ? "" : id + ": ") + status + "\n";
        long total = detail.path("total").asLong(-1);
        return new BuildMessage(message.path("stream").asText("") + line, id, progress ? status : "",
                detail.path("current").asLong(-1), total > 0 ? total : -1, message.path("aux").path("ID").asText(""));
    }
}
