package dev.jimg.backend.engine;

import dev.jimg.engine.EngineContainer;
import dev.jimg.engine.EngineImage;
import dev.jimg.engine.EngineImageDetails;
import dev.jimg.oci.ImageId;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.ImageSummary.Health;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the service says of an image of an engine. */
final class EngineSummaries {

    private static final long NOT_KNOWN = -1;

    private final Map<ImageId, Long> containers;
    private final EngineFacts facts;

    EngineSummaries(List<EngineContainer> containers, EngineFacts facts) {
        this.containers = containers.stream()
                .collect(Collectors.groupingBy(EngineContainer::image, Collectors.counting()));
        this.facts = facts;
    }

    /** An engine that keeps no manifests knows an image by its ID alone. */
    ImageSummary of(EngineImage image) {
        return new ImageSummary(image.id(), image.tags(), image.digests(), image.created(), image.size(),
                image.shared() < 0 ? NOT_KNOWN : image.size() - image.shared(), count(image.id()),
                facts.platform(image.id()), image.manifest().orElse(image.id().digest()), Health.GOOD);
    }

    ImageSummary of(EngineImageDetails image) {
        return new ImageSummary(image.id(), image.tags(), image.digests(), image.created(), image.size(), NOT_KNOWN,
                count(image.id()), image.platform(), image.manifest().orElse(image.id().digest()), Health.GOOD);
    }

    private int count(ImageId image) {
        return containers.getOrDefault(image, 0L).intValue();
    }
}
