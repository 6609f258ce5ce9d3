package dev.jimg.backend.store;

import dev.jimg.oci.ImageId;
import dev.jimg.service.Failure;
import dev.jimg.service.container.ContainerListRequest;
import dev.jimg.service.container.ContainerSummary;
import dev.jimg.service.container.Containers;
import java.util.List;
import java.util.Set;
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

    /** The images that containers were made from. */
    Set<ImageId> images() {
        return containers(false).stream().flatMap(container -> container.imageId().stream())
                .collect(Collectors.toSet());
    }
}
