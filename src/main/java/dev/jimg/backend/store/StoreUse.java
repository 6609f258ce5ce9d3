package dev.jimg.backend.store;

import dev.jimg.build.KeptBuilds;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.service.Failure;
import dev.jimg.service.SystemUsage;
import dev.jimg.service.container.ContainerListRequest;
import dev.jimg.service.container.ContainerSummary;
import dev.jimg.service.container.Containers;
import dev.jimg.store.ImageStore;
import dev.jimg.store.Listing;
import dev.jimg.store.StoredImage;
import dev.jimg.store.StoredLayer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Who uses the images of the store. */
final class StoreUse {

    private final Containers containers;

    StoreUse(Containers containers) {
        this.containers = containers;
    }

    /** All containers, running or not; none where there can be none. */
    List<ContainerSummary> containers(boolean size) {
        try {
            ContainerListRequest all = ContainerListRequest.ALL;
            return containers.list(new ContainerListRequest(all.all(), all.last(), size, all.filters()));
        } catch (Failure e) {
            if (e.kind() == Failure.Kind.UNSUPPORTED) {
                return List.of();
            }
            throw e;
        }
    }

    /** What takes disk: blobs, as they lie there. */
    SystemUsage read(Listing listing, ImageStore store) {
        List<ContainerSummary> all = containers(true);
        Map<ImageId, Long> used = all.stream().flatMap(container -> container.imageId().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        Map<Digest, Long> owners = listing.images().stream()
                .flatMap(image -> image.layers().stream().map(StoredLayer::blob).distinct())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<SystemUsage.Image> images = listing.images().stream().map(image -> new SystemUsage.Image(
                Summaries.of(image, used.getOrDefault(image.id(), 0L).intValue()), bytes(image, layer -> true),
                bytes(image, layer -> owners.get(layer) > 1), used.getOrDefault(image.id(), 0L))).toList();
        return new SystemUsage(StoreNumbers.of(listing, store).bytes(), images, all, List.of(), cache(store),
                store.partials(), trash(store));
    }

    private static SystemUsage.Trash trash(ImageStore store) {
        int changes = (int) store.trash().list().stream().filter(change -> change.images() > 0).count();
        return new SystemUsage.Trash(changes, store.trash().bytes());
    }

    private static List<SystemUsage.BuildCache> cache(ImageStore store) {
        return new KeptBuilds(store).list().stream().map(kept -> new SystemUsage.BuildCache(kept.id(), kept.type(),
                kept.description(), kept.size(), kept.made(), Instant.EPOCH, 0, false, kept.shared())).toList();
    }

    private static long bytes(StoredImage image, Predicate<Digest> counted) {
        Map<Digest, Long> layers = new HashMap<>();
        image.layers().stream().filter(layer -> layer.present() && counted.test(layer.blob()))
                .forEach(layer -> layers.put(layer.blob(), layer.size()));
        return layers.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The images that containers were made from. */
    Set<ImageId> images() {
        return containers(false).stream().flatMap(container -> container.imageId().stream())
                .collect(Collectors.toSet());
    }
}
