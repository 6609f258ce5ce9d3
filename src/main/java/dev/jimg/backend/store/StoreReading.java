package dev.jimg.backend.store;

import dev.jimg.files.LayerFiles;
import dev.jimg.oci.Layer;
import dev.jimg.service.files.FilesProgress;
import dev.jimg.service.files.LayersSoFar;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Several layers of one image that are read at once, told as one. */
final class StoreReading {

    private final List<Layer> all;
    private final Map<Layer, LayerFiles> known;
    private final Map<Layer, LayerFiles> begun = new HashMap<>();
    private final Consumer<FilesProgress> progress;
    private final Consumer<LayersSoFar> parts;
    private final long total;
    private long done;

    /**
     * Tells at once of what is known before.
     *
     * @param known grows with what is read
     */
    StoreReading(List<Layer> all, Map<Layer, LayerFiles> known, Collection<Layer> missing,
            Consumer<FilesProgress> progress, Consumer<LayersSoFar> parts) {
        this.all = all;
        this.known = known;
        this.progress = progress;
        this.parts = parts;
        this.total = missing.stream().mapToLong(layer -> layer.blob().size()).sum();
        tellParts();
    }

    /** A part of the layer is read. */
    synchronized void begun(Layer layer, LayerFiles part) {
        begun.put(layer, part);
        tellParts();
    }

    synchronized void read(Layer layer, LayerFiles files) {
        begun.remove(layer);
        known.put(layer, files);
        tellParts();
    }

    /** Hears how many bytes of one layer are read. */
    LongConsumer count() {
        long[] before = new long[1];
        return count -> {
            synchronized (this) {
                done += count - before[0];
                before[0] = count;
                progress.accept(new FilesProgress(done, total));
            }
        };
    }

    private void tellParts() {
        parts.accept(new LayersSoFar(
                all.stream().map(layer -> Optional.ofNullable(known.getOrDefault(layer, begun.get(layer)))).toList(),
                (int) all.stream().filter(known::containsKey).count()));
    }
}
