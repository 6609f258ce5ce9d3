package dev.jimg.backend;

import dev.jimg.oci.Digest;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.ImageConfig;
import dev.jimg.store.Listing;
import dev.jimg.store.StoredImage;
import dev.jimg.store.StoredLayer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Which stacks of layers docker would report as deleted: those of the image that no other one stands on. */
final class DeletedLayers {

    private final Function<StoredImage, ImageConfig> configs;

    /** @param configs reads an image's config */
    DeletedLayers(Function<StoredImage, ImageConfig> configs) {
        this.configs = configs;
    }

    /** The highest first. */
    List<Digest> of(StoredImage image, Listing all) {
        Set<Digest> needed = new HashSet<>();
        for (StoredImage other : all.images()) {
            if (!other.id().equals(image.id()) && sharesBase(other, image)) {
                needed.addAll(chain(other));
            }
        }
        List<Digest> deleted = new ArrayList<>();
        List<Digest> chain = chain(image);
        for (int i = chain.size() - 1; i >= 0; i--) {
            if (!needed.contains(chain.get(i))) {
                deleted.add(chain.get(i));
            }
        }
        return deleted;
    }

    private List<Digest> chain(StoredImage image) {
        return image.damage().isPresent() ? List.of() : ChainIds.of(diffIds(image));
    }

    /** From what is remembered of the layers, because a config is a file to read for each image. */
    private List<DiffId> diffIds(StoredImage image) {
        boolean known = image.layers().stream().allMatch(layer -> layer.facts().isPresent());
        return known ? image.layers().stream().map(layer -> layer.facts().get().diffId()).toList()
                : configs.apply(image).diffIds();
    }

    private static boolean sharesBase(StoredImage one, StoredImage other) {
        List<StoredLayer> base = one.layers();
        return !base.isEmpty() && !other.layers().isEmpty() && base.get(0).blob().equals(other.layers().get(0).blob());
    }
}
