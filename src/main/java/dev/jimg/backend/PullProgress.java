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

    synchronized void resolved(Digest digest, List<Layer> layers) {
        listener.accept(new TransferEvent.Resolved(digest, layers.stream()
                .map(layer -> new LayerProgress(layer.blob().digest().shortHex(), Phase.WAITING, 0,
                        layer.blob().size()))
                .toList()));
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
