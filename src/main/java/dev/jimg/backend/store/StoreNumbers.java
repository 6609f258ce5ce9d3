package dev.jimg.backend.store;

import dev.jimg.oci.Digest;
import dev.jimg.service.DiskUsage;
import dev.jimg.store.ImageStore;
import dev.jimg.store.Listing;
import dev.jimg.store.StoredImage;
import dev.jimg.store.StoredLayer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How much disk the images take, from what the listing knows: layers, each once. Manifests and configs, a few kB each,
 * are left out, because asking the disk for every file would make the list of a large store wait.
 */
record StoreNumbers(int images, long bytes, long reclaimable, long partial, long free, long trash) {

    static StoreNumbers of(Listing listing, ImageStore store) {
        Set<Digest> seen = new HashSet<>();
        long needed = 0;
        for (StoredImage image : listing.images()) {
            needed += image.dangling() ? 0 : add(image.layers(), seen);
        }
        long reclaimable = 0;
        for (StoredImage image : listing.images()) {
            reclaimable += image.dangling() ? add(image.layers(), seen) : 0;
        }
        return new StoreNumbers(listing.images().size(), needed + reclaimable, reclaimable,
                store.partialBytes(), store.free(), store.trash().bytes());
    }

    DiskUsage usage() {
        return new DiskUsage(images, bytes + trash, reclaimable, partial, free);
    }

    /** Bytes of those that were not seen before. */
    private static long add(List<StoredLayer> layers, Set<Digest> seen) {
        long bytes = 0;
        for (StoredLayer layer : layers) {
            if (layer.present() && seen.add(layer.blob())) {
                bytes += layer.size();
            }
        }
        return bytes;
    }
}
