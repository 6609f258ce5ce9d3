package dev.jimg.backend.store;

import dev.jimg.backend.shared.ChainIds;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.ImageId;
import dev.jimg.store.Listing;
import dev.jimg.store.StoredImage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Which stacks of layers docker would report as deleted, image after image: those that no other image stands on any
 * more.
 */
final class DeletedLayers {

    private final Function<StoredImage, ImageConfig> configs;
    private final Map<Digest, Integer> users = new HashMap<>();
    private final Map<ImageId, List<Digest>> chains = new HashMap<>();

    /**
     * @param images those that may be deleted
     * @param before all images, before any was deleted
     * @param configs reads an image's config
     */
    DeletedLayers(Collection<StoredImage> images, Listing before, Function<StoredImage, ImageConfig> configs) {
        this.configs = configs;
        Set<Digest> bases = new HashSet<>();
        images.stream().filter(image -> !image.layers().isEmpty()).forEach(image -> bases.add(base(image)));
        for (StoredImage image : before.images()) {
            // Only an image on the same lowest layer can stand on one of the stacks.
            if (!image.layers().isEmpty() && bases.contains(base(image))) {
                chains.computeIfAbsent(image.id(), id -> counted(image));
            }
        }
    }

    /** The highest first. */
    List<Digest> delete(StoredImage image) {
        List<Digest> chain = chains.getOrDefault(image.id(), List.of());
        chains.remove(image.id());
        List<Digest> deleted = new ArrayList<>();
        for (int i = chain.size() - 1; i >= 0; i--) {
            if (users.merge(chain.get(i), -1, Integer::sum) == 0) {
                deleted.add(chain.get(i));
            }
        }
        return deleted;
    }

    private List<Digest> counted(StoredImage image) {
        List<Digest> chain = image.damage().isPresent() ? List.of() : ChainIds.of(diffIds(image));
        chain.forEach(stack -> users.merge(stack, 1, Integer::sum));
        return chain;
    }

    /** From what is remembered of the layers, because a config is a file to read for each image. */
    private List<DiffId> diffIds(StoredImage image) {
        boolean known = image.layers().stream().allMatch(layer -> layer.facts().isPresent());
        return known ? image.layers().stream().map(layer -> layer.facts().get().diffId()).toList()
                : configs.apply(image).diffIds();
    }

    private static Digest base(StoredImage image) {
        return image.layers().get(0).blob();
    }
}
