package dev.jimg.backend.store;

import dev.jimg.build.KeptBuilds;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageSummary;
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
import java.util.stream.Stream;

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

    /** What takes disk, in the sizes of the list: of unpacked layers, as docker counts them. */
    SystemUsage read(Listing listing, ImageStore store) {
        List<ContainerSummary> all = containers(true);
        Map<ImageId, Long> used = all.stream().flatMap(container -> container.imageId().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        Map<Digest, Long> owners = listing.images().stream()
                .flatMap(image -> image.layers().stream().map(StoredLayer::blob).distinct())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<SystemUsage.Image> images = listing.images().stream().map(image -> {
            ImageSummary row = Summaries.of(image, used.getOrDefault(image.id(), 0L).intValue());
            return new SystemUsage.Image(row, row.size(), bytes(image.layers().stream(),
                    layer -> owners.get(layer.blob()) > 1), used.getOrDefault(image.id(), 0L));
        }).toList();
        long layers = bytes(listing.images().stream().flatMap(image -> image.layers().stream()), StoredLayer::present);
        return new SystemUsage(layers, images, all, List.of(), cache(store), store.partials(), trash(store));
    }

    private static SystemUsage.Trash trash(ImageStore store) {
        int changes = (int) store.trash().all().stream().filter(change -> change.images() > 0).count();
        return new SystemUsage.Trash(changes, store.trash().bytes());
    }

    private static List<SystemUsage.BuildCache> cache(ImageStore store) {
        return new KeptBuilds(store).list().stream().map(kept -> new SystemUsage.BuildCache(kept.id(), kept.type(),
                kept.description(), kept.size(), kept.made(), kept.used(), 0, false, kept.shared())).toList();
    }

    /** Each layer once. */
    private static long bytes(Stream<StoredLayer> layers, Predicate<StoredLayer> counted) {
        Map<Digest, Long> sizes = new HashMap<>();
        layers.filter(counted).forEach(layer -> sizes.put(layer.blob(), layer.unpackedSize()));
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The images that containers were made from. */
    Set<ImageId> images() {
        return containers(false).stream().flatMap(container -> container.imageId().stream())
                .collect(Collectors.toSet());
    }
}
