package dev.jimg.backend.store;

import dev.jimg.backend.shared.ResolvedImage;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Layer;
import dev.jimg.service.PullPlan;
import dev.jimg.service.PullPlan.PlannedLayer;
import dev.jimg.service.PullRequest;
import dev.jimg.store.ImageStore;
import java.util.List;

/** What a pull would fetch. */
final class PullPlanner {

    private final ImageStore store;

    PullPlanner(ImageStore store) {
        this.store = store;
    }

    PullPlan plan(PullRequest request, ResolvedImage image) {
        List<PlannedLayer> layers = image.distinctLayers().stream()
                .map(Layer::blob)
                .map(blob -> new PlannedLayer(blob, here(blob)))
                .toList();
        boolean complete = layers.stream().allMatch(PlannedLayer::complete);
        boolean upToDate = complete && image.found().isIn(store.images().list());
        return new PullPlan(request, image.digest(), image.manifest().imageId(), image.platform(), image.platforms(),
                layers, free(), upToDate);
    }

    /** What the trash keeps is given up where there is no room otherwise. */
    private long free() {
        long free = store.free();
        return free < 0 ? free : free + store.trash().bytes();
    }

    private long here(Descriptor blob) {
        return store.images().isSound(blob) ? blob.size()
                : Math.min(store.blobs().partial(blob.digest()), blob.size());
    }
}
