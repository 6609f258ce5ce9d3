package dev.jimg.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.oci.ImageId;

/**
 * One row of {@code GET /containers/json}.
 *
 * @param name without the slash that Docker puts before it
 * @param running it runs, or is paused or restarting: it holds its image also against force
 * @param forFiles it is made for nothing but to look at an image's files
 */
public record EngineContainer(String id, String name, ImageId image, boolean running, boolean forFiles) {

    static EngineContainer of(JsonNode row) {
        String id = row.path("Id").asText("");
        String name = row.path("Names").path(0).asText(id.substring(0, Math.min(12, id.length())));
        String state = row.path("State").asText("");
        boolean running = switch (state) {
            case "running", "paused", "restarting" -> true;
            default -> false;
        };
        return new EngineContainer(id, name.startsWith("/") ? name.substring(1) : name,
                EngineImage.id(row.path("ImageID").asText()), running,
                FilesName.mark(EngineJson.texts(row.path("Names")), state).isPresent());
    }
}
