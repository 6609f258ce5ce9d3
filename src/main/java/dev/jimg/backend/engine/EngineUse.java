package dev.jimg.backend.engine;

import dev.jimg.engine.ContainerRow;
import dev.jimg.engine.EngineClient;
import dev.jimg.engine.EngineImage;
import dev.jimg.engine.EngineUsage;
import dev.jimg.oci.ImageId;
import dev.jimg.service.SystemUsage;
import dev.jimg.service.container.ContainerSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What takes disk at an engine. */
final class EngineUse {

    private final EngineClient engine;
    private final EngineFacts facts;

    EngineUse(EngineClient engine, EngineFacts facts) {
        this.engine = engine;
        this.facts = facts;
    }

    SystemUsage read() {
        EngineUsage usage = engine.usage();
        EngineSummaries summaries = new EngineSummaries(engine.containers(), facts);
        List<SystemUsage.Image> images = images(usage).stream().map(image -> new SystemUsage.Image(
                summaries.of(image), image.size(), image.shared(), summaries.of(image).containers())).toList();
        // Podman 4.3 does not tell what all layers take; what all images take is the most that it can be.
        long layers = usage.layers() > 0 || !engine.version().podman() ? usage.layers()
                : images.stream().mapToLong(SystemUsage.Image::size).sum();
        return new SystemUsage(layers, images, containers(usage),
                usage.volumes().stream().map(volume -> new SystemUsage.Volume(volume.name(), volume.driver(),
                        volume.scope(), volume.mountpoint(), volume.labels(), volume.links(), volume.size())).toList(),
                usage.caches().stream().map(cache -> new SystemUsage.BuildCache(cache.id(), cache.type(),
                        cache.description(), cache.size(), cache.created(), cache.lastUsed(), cache.usageCount(),
                        cache.inUse(), cache.shared())).toList());
    }

    /** Podman does not tell all names and states here. */
    private List<ContainerSummary> containers(EngineUsage usage) {
        Set<String> forFiles = engine.version().podman() ? engine.containerEndpoints().forFiles().stream()
                .map(ContainerRow::id).collect(Collectors.toSet()) : Set.of();
        return usage.containers().stream().filter(row -> !forFiles.contains(row.id())).map(ContainerList::summary).toList();
    }

    /** Podman has a row for each name here, and of the name only the tag. */
    private List<EngineImage> images(EngineUsage usage) {
        if (!engine.version().podman()) {
            return usage.images();
        }
        Map<ImageId, EngineImage> byId = new LinkedHashMap<>();
        engine.images(false, true, Map.of()).forEach(image -> byId.putIfAbsent(image.id(), image));
        return List.copyOf(byId.values());
    }
}
