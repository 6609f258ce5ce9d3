package dev.jimg.backend;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Layer;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.transfer.ProgressSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Hands the progress of all layers to one listener, never two reports at once, and of one layer in one phase no more
 * often than eyes can follow.
 */
final class PullProgress {

    private static final long QUIET_NANOS = 25_000_000L;

    private final Consumer<TransferEvent> listener;
    private final Map<Digest, Long> told = new HashMap<>();

    PullProgress(Consumer<TransferEvent> listener) {
        this.listener = listener;
    }

    /** @param here which layers need nothing done: they are here and verified */
    synchronized void resolved(Digest digest, List<Layer> layers, Predicate<Descriptor> here) {
        listener.accept(new TransferEvent.Resolved(digest, layers.stream()
                .map(layer -> resolved(layer.blob(), here.test(layer.blob()))).toList()));
    }

    private static LayerProgress resolved(Descriptor layer, boolean here) {
        return new LayerProgress(layer.digest().shortHex(), here ? Phase.ALREADY_HERE : Phase.WAITING,
                here ? layer.size() : 0, layer.size());
    }

    /** A layer enters a phase. */
    synchronized void enter(Descriptor layer, Phase phase, long done) {
        told.put(layer.digest(), System.nanoTime());
        listener.accept(new LayerProgress(layer.digest().shortHex(), phase, done, layer.size()));
    }

    /** A sink for the bytes of a layer in a phase. */
    ProgressSink sink(Descriptor layer, Phase phase) {
        return (done, total) -> moved(layer, phase, done, total);
    }

    private synchronized void moved(Descriptor layer, Phase phase, long done, long total) {
        long now = System.nanoTime();
        if (done == total || now - told.getOrDefault(layer.digest(), 0L) >= QUIET_NANOS) {
            told.put(layer.digest(), now);
            listener.accept(new LayerProgress(layer.digest().shortHex(), phase, done, total));
        }
    }
}
