package dev.jimg.service.diff;

import dev.jimg.oci.DiffId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What tells two images apart, but for their files.
 *
 * @param config only what differs
 * @param shared how many of the lowest layers are the same
 */
public record ImageDiff(ImageOutline left, ImageOutline right, List<ConfigChange> config, int shared) {

    public ImageDiff {
        config = List.copyOf(config);
    }

    public static ImageDiff of(ImageOutline left, ImageOutline right) {
        int shared = 0;
        while (shared < Math.min(left.layers().size(), right.layers().size())
                && left.layers().get(shared).diffId().equals(right.layers().get(shared).diffId())) {
            shared++;
        }
        return new ImageDiff(left, right, ConfigChange.between(left.config(), right.config()), shared);
    }

    /** Whether it is one image. */
    public boolean same() {
        return left.id().equals(right.id());
    }

    /** The layers above the shared ones, the lowest first. */
    public List<LayerOutline> leftLayers() {
        return left.layers().subList(shared, left.layers().size());
    }

    public List<LayerOutline> rightLayers() {
        return right.layers().subList(shared, right.layers().size());
    }

    /** The layers that both lie on; sizes are of unpacked layers where one side knows them. */
    public List<LayerOutline> sharedLayers() {
        return (left.remote().isPresent() ? right : left).layers().subList(0, shared);
    }

    /** Layers that both have above the shared ones, elsewhere in the order. */
    public Set<DiffId> moved() {
        Set<DiffId> moved = leftLayers().stream().map(LayerOutline::diffId).collect(Collectors.toCollection(HashSet::new));
        moved.retainAll(rightLayers().stream().map(LayerOutline::diffId).toList());
        return moved;
    }

    /** Whether the layers are the same in the same order, and with them the files. */
    public boolean sameLayers() {
        return leftLayers().isEmpty() && rightLayers().isEmpty();
    }
}
