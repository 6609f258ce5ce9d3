package dev.jimg.backend.shared;

import dev.jimg.files.LayerFiles;
import dev.jimg.service.Failure;
import dev.jimg.service.files.FilesProgress;
import dev.jimg.service.files.ImageContents;
import dev.jimg.service.files.LayerSoFar;
import dev.jimg.service.files.LayersSoFar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The layers of one image that are being read, perhaps several at once, told as one. Thread-safe.
 *
 * @param <L> what a backend knows a layer by; an image may have the same one more than once
 */
public final class LayersReading<L> {

    private final List<L> all;
    private final Map<L, LayerSoFar> states = new HashMap<>();
    private final Optional<Consumer<LayersSoFar>> parts;
    private Optional<LayerFiles> together = Optional.empty();
    private long done;

    /** @param parts who hears what is known whenever that is more; empty for who wants all or nothing */
    public LayersReading(List<L> all, Optional<Consumer<LayersSoFar>> parts) {
        this.all = all;
        this.parts = parts;
    }

    /** The layer was read before. */
    public synchronized void known(L layer, LayerFiles files) {
        states.put(layer, LayerSoFar.whole(files));
    }

    /** Those that are to be read, each once, the lowest first. */
    public synchronized List<L> missing() {
        return all.stream().distinct().filter(layer -> !state(layer).over()).toList();
    }

    /** A part of the layer is read. */
    public synchronized void begun(L layer, LayerFiles part) {
        states.put(layer, LayerSoFar.part(part));
        tell();
    }

    public synchronized void read(L layer, LayerFiles files) {
        states.put(layer, LayerSoFar.whole(files));
        tell();
    }

    /** @throws Failure that, where all or nothing is wanted */
    public synchronized void failed(L layer, Failure failure) {
        if (parts.isEmpty()) {
            throw failure;
        }
        states.put(layer, LayerSoFar.failed(failure));
        tell();
    }

    /** More is seen of all layers together. */
    public synchronized void together(LayerFiles files) {
        together = Optional.of(files);
        tell();
    }

    /** Tells what is known. */
    public synchronized void tell() {
        parts.ifPresent(hears -> hears.accept(new LayersSoFar(all.stream().map(this::state).toList(), together)));
    }

    /**
     * At the end.
     *
     * @throws Failure of the topmost layer, where none can be read
     */
    public synchronized LayersSoFar result() {
        List<LayerSoFar> layers = all.stream().map(this::state).toList();
        if (!layers.isEmpty() && layers.stream().noneMatch(LayerSoFar::whole)) {
            layers.get(layers.size() - 1).failure().ifPresent(failure -> {
                throw failure;
            });
        }
        return new LayersSoFar(layers);
    }

    /** At the end, where all or nothing was wanted. */
    public synchronized ImageContents contents() {
        return new ImageContents(all.stream().map(layer -> state(layer).files().orElseThrow()).toList());
    }

    /** Hears how many bytes of one layer are read, and tells how many of all are. */
    public LongConsumer count(long total, Consumer<FilesProgress> progress) {
        long[] before = new long[1];
        return count -> {
            synchronized (this) {
                done += count - before[0];
                before[0] = count;
                progress.accept(new FilesProgress(done, total));
            }
        };
    }

    private LayerSoFar state(L layer) {
        return states.getOrDefault(layer, LayerSoFar.WAITING);
    }
}
