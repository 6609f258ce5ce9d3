package dev.jimg.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.oci.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One row of {@code GET /images/{name}/history}.
 *
 * @param id the image that ends with this step, where there is one
 * @param size bytes of the layer that the step made, unpacked; 0 if it made none, or one of nothing
 */
public record EngineStep(Optional<String> id, Instant created, String createdBy, long size, String comment,
        List<Reference> tags) {

    static EngineStep of(JsonNode row) {
        String id = row.path("Id").asText("");
        return new EngineStep(id.isEmpty() || id.equals("<missing>") ? Optional.empty()
                : Optional.of(EngineImage.id(id).toString()), Instant.ofEpochSecond(row.path("Created").asLong()),
                row.path("CreatedBy").asText(""), Math.max(0, row.path("Size").asLong()), row.path("Comment").asText(""),
                EngineJson.references(row.path("Tags")));
    }
}
