package dev.jimg.backend.engine;

import dev.jimg.backend.shared.ListFilter;
import dev.jimg.engine.EngineClient;
import dev.jimg.engine.EngineContainer;
import dev.jimg.engine.EngineImage;
import dev.jimg.oci.Reference;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.ListRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lists the images of an engine, filtered as docker does it.
 *
 * <p>Docker's engine filters, and refuses, itself, so that both are docker's whatever its version: 20.10, for one, does
 * not know {@code until}. Podman compares times of images, since it lists them to the second only; the other filters are
 * applied here, because it takes a {@code reference} for a part of a name.
 */
final class EngineList {

    private static final List<String> TIMES = List.of("before", "since");

    /** The newest first; among equals by name, those without one last. */
    private static final Comparator<ImageSummary> ORDER = Comparator.comparing(ImageSummary::created).reversed()
            .thenComparing(ImageSummary::dangling)
            .thenComparing(image -> image.tags().stream().findFirst().map(Reference::familiar).orElse(""))
            .thenComparing(ImageSummary::id);

    private final EngineClient engine;
    private final EngineFacts facts;
    private final EngineLookup lookup;
    private final EngineShares shares;
    private final Clock clock;

    EngineList(EngineClient engine, EngineFacts facts, EngineLookup lookup, EngineShares shares, Clock clock) {
        this.engine = engine;
        this.shares = shares;
        this.facts = facts;
        this.lookup = lookup;
        this.clock = clock;
    }

    List<ImageSummary> list(ListRequest request) {
        boolean podman = engine.version().podman();
        Map<String, List<String>> own = podman ? new HashMap<>(request.filters()) : Map.of();
        List<EngineImage> images = podman ? filteredHere(request, own)
                : engine.images(request.all(), request.unique(), request.filters());
        if (request.equals(ListRequest.EVERYTHING)) {
            images = shares.completed(images);
        }
        ListFilter filter = new ListFilter(own, this::created, clock);
        EngineSummaries summaries = new EngineSummaries(containers(images), facts);
        return images.stream()
                .map(image -> Map.entry(image, summaries.of(image)))
                .filter(entry -> filter.keeps(entry.getValue(), entry.getKey()::labels))
                .map(entry -> filter.shownNames(entry.getValue()))
                .sorted(ORDER)
                .toList();
    }

    /** @param own the filters; those that are left are to be applied here */
    private List<EngineImage> filteredHere(ListRequest request, Map<String, List<String>> own) {
        Map<String, List<String>> theirs = new HashMap<>(own);
        theirs.keySet().retainAll(TIMES);
        // Read whole before the engine is asked: what is unknown or no value is an error in the same words everywhere.
        new ListFilter(own, this::created, clock);
        own.keySet().removeAll(TIMES);
        return engine.images(request.all(), request.unique(), theirs);
    }

    /** From 1.51 the list counts them itself; before, it says -1 or, Podman, 0 whatever there is. */
    private List<EngineContainer> containers(List<EngineImage> images) {
        return images.isEmpty() ? List.of() : engine.containers();
    }

    private Instant created(String image) {
        return lookup.with("list images", image, engine::inspect).created();
    }
}
