package dev.jimg.engine;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One thing that a deletion did.
 *
 * @param deleted an image or a layer (by its ChainID) went; false if a name did
 * @param subject the name, or the ID
 */
public record EngineRemoval(boolean deleted, String subject) {

    static EngineRemoval of(JsonNode row) {
        return row.hasNonNull("Deleted") ? new EngineRemoval(true, row.get("Deleted").asText())
                : new EngineRemoval(false, row.path("Untagged").asText(""));
    }
}
