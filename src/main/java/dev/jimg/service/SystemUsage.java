package dev.jimg.service;

import dev.jimg.service.container.ContainerSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What takes disk, as {@code docker system df -v} has it. Sizes are bytes, and of images those of the list: of unpacked
 * layers, also in the embedded store, where they lie packed; what those take is in {@link DiskUsage}.
 *
 * @param layers all layers of all images, shared ones counted once
 * @param unfinished the sizes of downloads that were begun and not finished; an engine tells of none
 * @param trash what was removed and can still be taken back
 */
public record SystemUsage(long layers, List<Image> images, List<ContainerSummary> containers, List<Volume> volumes,
        List<BuildCache> buildCache, List<Long> unfinished, Trash trash) {

    public SystemUsage(long layers, List<Image> images, List<ContainerSummary> containers, List<Volume> volumes,
            List<BuildCache> buildCache) {
        this(layers, images, containers, volumes, buildCache, List.of(), Trash.EMPTY);
    }

    /** @param changes how many removals can be taken back */
    public record Trash(int changes, long bytes) {

        public static final Trash EMPTY = new Trash(0, 0);
    }

    /**
     * @param size bytes of all its layers
     * @param shared bytes of these that it shares with others, -1 if not known
     * @param containers how many use it
     */
    public record Image(ImageSummary image, long size, long shared, long containers) {}

    /**
     * @param mountpoint where it lies on the engine's machine
     * @param links how many containers use it, -1 if not known
     * @param size -1 if not known
     */
    public record Volume(String name, String driver, String scope, String mountpoint, Map<String, String> labels,
            long links, long size) {}

    public record BuildCache(String id, String type, String description, long size, Instant created, Instant lastUsed,
            int usageCount, boolean inUse, boolean shared) {}
}
