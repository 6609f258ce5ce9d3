package dev.jimg.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All of what {@code GET /system/df} tells.
 *
 * @param layers bytes of all layers, unpacked, shared ones counted once
 */
public record EngineUsage(long layers, List<EngineImage> images, List<ContainerRow> containers, List<Volume> volumes,
        List<Cache> caches) {

    /** @param links and {@code size}: -1 if the engine does not tell */
    public record Volume(String name, String driver, String scope, String mountpoint, Map<String, String> labels,
            long links, long size) {}

    /** One record of BuildKit's cache. */
    public record Cache(String id, String type, String description, long size, Instant created, Instant lastUsed,
            int usageCount, boolean inUse, boolean shared) {}

    static EngineUsage of(JsonNode answer) {
        List<EngineImage> images = new ArrayList<>();
        EngineJson.object(answer).path("Images").forEach(row -> images.add(EngineImage.of(row)));
        List<ContainerRow> containers = new ArrayList<>();
        answer.path("Containers").forEach(row -> containers.add(ContainerRow.of(row)));
        containers.removeIf(ContainerRow::forFiles);
        List<Volume> volumes = new ArrayList<>();
        answer.path("Volumes").forEach(row -> volumes.add(volume(row)));
        List<Cache> caches = new ArrayList<>();
        answer.path("BuildCache").forEach(row -> caches.add(cache(row)));
        return new EngineUsage(answer.path("LayersSize").asLong(), List.copyOf(images), List.copyOf(containers),
                List.copyOf(volumes), List.copyOf(caches));
    }

    /** Podman writes the name of a volume with other letters. */
    private static Volume volume(JsonNode row) {
        JsonNode usage = row.path("UsageData");
        return new Volume(row.path("Name").asText(row.path("VolumeName").asText("")), row.path("Driver").asText("local"),
                row.path("Scope").asText("local"), row.path("Mountpoint").asText(""),
                EngineJson.textMap(row.path("Labels")), usage.path("RefCount").asLong(-1), usage.path("Size").asLong(-1));
    }

    private static Cache cache(JsonNode row) {
        return new Cache(row.path("ID").asText(""), row.path("Type").asText(""), row.path("Description").asText(""),
                row.path("Size").asLong(), EngineJson.time(row.path("CreatedAt").asText("")),
                EngineJson.time(row.path("LastUsedAt").asText("")), row.path("UsageCount").asInt(),
                row.path("InUse").asBoolean(), row.path("Shared").asBoolean());
    }
}
