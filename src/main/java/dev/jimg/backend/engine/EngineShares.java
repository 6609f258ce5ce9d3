package dev.jimg.backend.engine;

import dev.jimg.engine.EngineImage;
import dev.jimg.oci.ImageId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What images share with others, where the engine tells it only when it measures its disk (before API 1.42). That
 * takes seconds, so that no list waits for it: it is kept from when somebody asked for the disk, and counts for as long
 * as the engine has the same images. Thread-safe.
 */
final class EngineShares {

    private Map<ImageId, Long> measured = Map.of();
    /** Of the last list that had to do without. */
    private Set<ImageId> missed = Set.of();

    /** @param images all of the engine */
    synchronized List<EngineImage> completed(List<EngineImage> images) {
        if (images.stream().anyMatch(image -> image.shared() >= 0)) {
            return images;
        }
        Set<ImageId> asked = images.stream().map(EngineImage::id).collect(Collectors.toSet());
        if (!asked.equals(measured.keySet())) {
            missed = asked;
            return images;
        }
        missed = Set.of();
        return images.stream().map(image -> image.withShared(measured.get(image.id()))).toList();
    }

    /**
     * @param images with what they share, as they were measured
     * @return whether a list that had to do without can have it now
     */
    synchronized boolean remember(List<EngineImage> images) {
        Map<ImageId, Long> told = new HashMap<>();
        images.stream().filter(image -> image.shared() >= 0).forEach(image -> told.put(image.id(), image.shared()));
        measured = Map.copyOf(told);
        return !missed.isEmpty() && missed.equals(measured.keySet());
    }
}
