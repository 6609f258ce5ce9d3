package dev.jimg.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code GET /system/df} tells of images.
 *
 * @param layers bytes of all layers, unpacked, shared ones counted once
 */
public record EngineDiskUse(long layers, List<EngineImage> images) {

    /** Version 1.52 brought a new form beside the old one, which went with 1.53; only the old one is asked for here. */
    static EngineDiskUse of(JsonNode answer) {
        List<EngineImage> images = new ArrayList<>();
        EngineJson.object(answer).path("Images").forEach(row -> images.add(EngineImage.of(row)));
        return new EngineDiskUse(answer.path("LayersSize").asLong(), List.copyOf(images));
    }
}
