package dev.jimg.oci;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A layer as both documents describe it: the blob of the manifest and the DiffID of the config.
 */
public record Layer(Descriptor blob, DiffId diffId) {

    /**
     * Pairs the manifest's layers with the config's DiffIDs, the lowest first.
     *
     * @throws MalformedException if the two documents do not have the same number
     */
    public static List<Layer> of(Manifest manifest, ImageConfig config) {
        List<Descriptor> blobs = manifest.layers();
        List<DiffId> diffIds = config.diffIds();
        if (blobs.size() != diffIds.size()) {
            throw new MalformedException("invalid image " + manifest.imageId() + ": the manifest has " + blobs.size()
                    + " layers, the config " + diffIds.size());
        }
        List<Layer> layers = new ArrayList<>(blobs.size());
        for (int i = 0; i < blobs.size(); i++) {
            layers.add(new Layer(blobs.get(i), diffIds.get(i)));
        }
        return List.copyOf(layers);
    }

    /**
     * The layer each history entry made, in the order of the history (oldest first).
     *
     * <p>History is not layers: an entry with {@code empty_layer} consumes none. Where the history has fewer
     * layer-making entries than there are layers, the last layers belong to no entry; where it has more, the surplus
     * entries have no layer.
     */
    public static List<Optional<Layer>> byHistory(List<HistoryEntry> history, List<Layer> layers) {
        List<Optional<Layer>> result = new ArrayList<>(history.size());
        int next = 0;
        for (HistoryEntry entry : history) {
            boolean has = !entry.emptyLayer() && next < layers.size();
            result.add(has ? Optional.of(layers.get(next++)) : Optional.empty());
        }
        return List.copyOf(result);
    }
}
