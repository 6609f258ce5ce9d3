package dev.jimg.service;

import dev.jimg.service.container.ContainerSummary;
import java.time.Instant;
import java.util.List;

/**
 * What takes disk, as {@code docker system df -v} has it. Sizes are bytes.
 *
 * @param layers all layers of all images, shared ones counted once
 */
public record SystemUsage(long layers, List<Image> images, List<ContainerSummary> containers, List<Volume> volumes,
        List<BuildCache> buildCache) {

    /**
     * @param shared bytes it shares with others, -1 if not known
     * @param containers how many use it
     */
    public record Image(ImageSummary image, long shared, long containers) {}

    /** @param links how many containers use it, -1 if not known */
    public record Volume(String name, long links, long size) {}

    public record BuildCache(String id, String type, String description, long size, Instant created, Instant lastUsed,
            int usageCount, boolean inUse, boolean shared) {}
}
