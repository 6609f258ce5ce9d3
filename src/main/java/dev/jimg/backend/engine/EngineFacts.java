package dev.jimg.backend.engine;

import dev.jimg.backend.shared.ChainIds;
import dev.jimg.engine.EngineClient;
import dev.jimg.engine.EngineException;
import dev.jimg.engine.EngineImage;
import dev.jimg.engine.EngineImageDetails;
import dev.jimg.engine.EngineStep;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Platform;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an engine tells of one image at a time only, and what never changes of an image: its platform and its layers.
 * Asked for once.
 */
final class EngineFacts {

    private final EngineClient engine;
    private final Map<ImageId, Facts> known = new ConcurrentHashMap<>();

    EngineFacts(EngineClient engine) {
        this.engine = engine;
    }

    private record Facts(Platform platform, List<DiffId> layers) {}

    void remember(EngineImageDetails details) {
        known.put(details.id(), new Facts(details.platform(), details.layers()));
    }

    /** What is not known yet is taken to be for the engine's own platform, as almost all images are. */
    Platform platform(ImageId image) {
        Facts facts = known.get(image);
        return facts == null ? engine.version().platform() : facts.platform();
    }

    /** The layers, the lowest first; none for an image that has gone meanwhile. */
    List<DiffId> layers(ImageId image) {
        if (!known.containsKey(image)) {
            try {
                remember(engine.inspect(image.toString()));
            } catch (EngineException e) {
                if (e.kind() != EngineException.Kind.NOT_FOUND) {
                    throw e;
                }
            }
        }
        return Optional.ofNullable(known.get(image)).map(Facts::layers).orElse(List.of());
    }

    /** The names of the stacks that the layers of these images make. */
    Set<Digest> stacks(Collection<EngineImage> images) {
        Set<Digest> stacks = new HashSet<>();
        images.forEach(image -> stacks.addAll(ChainIds.of(layers(image.id()))));
        return stacks;
    }

    /**
     * Bytes of each stack's topmost layer.
     *
     * <p>An engine tells sizes by steps of the history and not by layers. A step of no bytes may have made no layer or
     * an empty one: where the numbers do not tell, the steps whose words are of metadata are left out first.
     */
    Map<Digest, Long> sizes(EngineImage image) {
        List<Digest> stacks = ChainIds.of(layers(image.id()));
        List<EngineStep> steps = engine.history(image.id().toString());
        int spare = steps.size() - stacks.size();
        Map<Digest, Long> sizes = new HashMap<>();
        int layer = 0;
        for (int i = steps.size() - 1; i >= 0 && layer < stacks.size(); i--) {
            EngineStep step = steps.get(i);
            if (step.size() == 0 && spare > 0 && isMetadata(step.createdBy())) {
                spare--;
            } else {
                sizes.put(stacks.get(layer++), step.size());
            }
        }
        return sizes;
    }

    /** What {@code #(nop)} marks in the classic builder and what BuildKit writes plainly, but for the two that copy. */
    private static boolean isMetadata(String createdBy) {
        String words = createdBy.replaceFirst("^/bin/sh -c #\\(nop\\)\\s+", "");
        return !words.startsWith("ADD ") && !words.startsWith("COPY ") && !words.startsWith("RUN ")
                && !words.startsWith("/bin/sh -c ");
    }
}
