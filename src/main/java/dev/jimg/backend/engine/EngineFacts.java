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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What an engine tells of one image at a time only, and what never changes of an image: its platform and its layers.
 * Asked for once.
 */
final class EngineFacts {

    private final EngineClient engine;
    private static final String CLASSIC = "(?:/bin/sh -c #\\(nop\\)\\s+)?";
    private static final Pattern METADATA = Pattern.compile(CLASSIC + "(?:ARG|CMD|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|"
            + "LABEL|MAINTAINER|ONBUILD|SHELL|STOPSIGNAL|USER|VOLUME)\\b");
    private static final Pattern DIRECTORY = Pattern.compile(CLASSIC + "WORKDIR\\b");
    private static final Pattern ANY = Pattern.compile("");

    private final Map<ImageId, Facts> known = new ConcurrentHashMap<>();
    private final Map<ImageId, Map<Digest, Long>> sizes = new ConcurrentHashMap<>();

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

    /** Bytes of each stack's topmost layer. */
    Map<Digest, Long> sizes(EngineImage image) {
        return sizes.computeIfAbsent(image.id(), id -> measure(ChainIds.of(layers(id)), engine.history(id.toString())));
    }

    /**
     * An engine tells sizes by steps of the history, the newest first, and not by layers. A step of some bytes made a
     * layer. One of no bytes made none or an empty one: where the numbers do not tell, those are left out first whose
     * words are of metadata, then those that may have made a directory, then the lowest.
     */
    static Map<Digest, Long> measure(List<Digest> stacks, List<EngineStep> steps) {
        List<EngineStep> made = new ArrayList<>(steps);
        Collections.reverse(made);
        for (Pattern words : List.of(METADATA, DIRECTORY, ANY)) {
            for (int i = 0; i < made.size() && made.size() > stacks.size(); i++) {
                if (made.get(i).size() == 0 && words.matcher(made.get(i).createdBy()).lookingAt()) {
                    made.remove(i--);
                }
            }
        }
        Map<Digest, Long> sizes = new HashMap<>();
        for (int i = 0; i < Math.min(made.size(), stacks.size()); i++) {
            sizes.put(stacks.get(i), made.get(i).size());
        }
        return sizes;
    }
}
