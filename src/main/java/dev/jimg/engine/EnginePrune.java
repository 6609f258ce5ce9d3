package dev.jimg.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a prune did.
 *
 * @param freed bytes, as the engine counts
 */
public record EnginePrune(List<EngineRemoval> removals, long freed) {

    static EnginePrune of(JsonNode answer) {
        List<EngineRemoval> removals = new ArrayList<>();
        EngineJson.object(answer).path("ImagesDeleted").forEach(row -> removals.add(EngineRemoval.of(row)));
        return new EnginePrune(List.copyOf(removals), answer.path("SpaceReclaimed").asLong());
    }

    /** Podman's own answer: a row an image. */
    static EnginePrune ofPodman(JsonNode rows) {
        List<EngineRemoval> removals = new ArrayList<>();
        long freed = 0;
        for (JsonNode row : EngineJson.list(rows)) {
            removals.add(new EngineRemoval(true, row.path("Id").asText("")));
            freed += row.path("Size").asLong();
        }
        return new EnginePrune(List.copyOf(removals), freed);
    }
}
