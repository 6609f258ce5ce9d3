package dev.jimg.backend.shared;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Layer;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.transfer.ProgressSink;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Hands the progress of all layers to one listener, never two reports at once, and of one layer in one phase no more
 * often than eyes can follow, or a lot of bytes came.
 */
public final class TransferProgress {

    private static final long QUIET_NANOS = 25_000_000L;

    /** So much is told at once: what came before a stall must not stay untold until it ends. */
    private static final long LOUD_BYTES = 128 * 1024;

    private final Consumer<TransferEvent> listener;
    /** Whether it was told which layers there are, where that comes first. */
    private boolean begun;
    /** The last report of each layer that was worked on. */
    private final Map<Digest, Told> told = new HashMap<>();
    /** What would have been the first report of each layer, had it been told already which there are. */
    private final Map<Digest, Told> untold = new HashMap<>();
    /** What the layers are called, where that is not the beginning of their digest. */
    private final Map<Digest, String> names = new HashMap<>();

    /** Until when a wait lasts that was told of, or will be when it is known which layers there are. */
    private long waitsUntil = System.nanoTime();
    private boolean waitIsAsked;

    private record Told(long nanos, Phase phase, long done) {}

    public TransferProgress(Consumer<TransferEvent> listener) {
        this(listener, true);
    }

    private TransferProgress(Consumer<TransferEvent> listener, boolean begun) {
        this.listener = listener;
        this.begun = begun;
    }

    /** Says nothing before it is {@link #resolved}, and then where each layer began and how far it is. */
    public static TransferProgress ofPull(Consumer<TransferEvent> listener) {
        return new TransferProgress(listener, false);
    }

    /** @param here which layers need nothing done, they are here and verified: nothing more is told of them */
    public synchronized void resolved(Digest digest, List<Layer> layers, Predicate<Layer> here) {
        listener.accept(new TransferEvent.Resolved(digest, layers.stream()
                .map(layer -> resolved(layer.blob(), here.test(layer))).toList()));
        begun = true;
        if (waitsUntil - System.nanoTime() > 0) {
            listener.accept(new TransferEvent.Waiting(Duration.ofNanos(waitsUntil - System.nanoTime()), waitIsAsked));
        }
        for (Layer layer : layers) {
            Descriptor blob = layer.blob();
            Told first = untold.remove(blob.digest());
            Told last = told.get(blob.digest());
            if (first != null) {
                tell(blob, first.phase(), first.done(), blob.size());
                moved(blob, last.phase(), last.done(), blob.size());
            }
        }
    }

    /**
     * The layers of a push, none of which was asked about yet.
     *
     * @param layers in the order to show them, by the name to show
     */
    public synchronized void preparing(Digest digest, Map<Descriptor, String> layers) {
        layers.forEach((layer, name) -> names.put(layer.digest(), name));
        listener.accept(new TransferEvent.Resolved(digest, layers.entrySet().stream()
                .map(layer -> new LayerProgress(layer.getValue(), Phase.PREPARING, 0, layer.getKey().size())).toList()));
    }

    private static LayerProgress resolved(Descriptor layer, boolean here) {
        return new LayerProgress(layer.digest().shortHex(), here ? Phase.ALREADY_HERE : Phase.WAITING,
                here ? layer.size() : 0, layer.size());
    }

    /** A layer enters a phase in which it is worked on. */
    public synchronized void enter(Descriptor layer, Phase phase, long done) {
        tell(layer, phase, done, layer.size());
    }

    /** A sink for the bytes of a layer in a phase. */
    public ProgressSink sink(Descriptor layer, Phase phase) {
        return (done, total) -> moved(layer, phase, done, total);
    }

    /** Nothing more comes of this layer: it is complete, or was here all the time if it was never worked on. */
    public synchronized void settle(Descriptor layer) {
        tell(layer, told.containsKey(layer.digest()) ? Phase.COMPLETE : Phase.ALREADY_HERE, layer.size(),
                layer.size());
    }

    /**
     * Nothing more comes of this layer.
     *
     * @param from the repository it was mounted from; else empty
     */
    public synchronized void end(Descriptor layer, Phase phase, String from) {
        tell(layer, phase, layer.size(), layer.size(), from);
    }

    /** A connection waits; those that wait at the same time are one wait to who looks on. */
    public synchronized void waits(Duration time, boolean asked) {
        long now = System.nanoTime();
        if (now - waitsUntil >= 0) {
            waitsUntil = now + time.toNanos();
            waitIsAsked = asked;
            if (begun) {
                listener.accept(new TransferEvent.Waiting(time, asked));
            }
        }
    }

    private synchronized void moved(Descriptor layer, Phase phase, long done, long total) {
        Told last = told.get(layer.digest());
        if (last == null || last.phase() != phase || done == total && done != last.done()
                || done - last.done() >= LOUD_BYTES || System.nanoTime() - last.nanos() >= QUIET_NANOS) {
            tell(layer, phase, done, total);
        }
    }

    private void tell(Descriptor layer, Phase phase, long done, long total) {
        tell(layer, phase, done, total, "");
    }

    private void tell(Descriptor layer, Phase phase, long done, long total, String from) {
        told.put(layer.digest(), new Told(System.nanoTime(), phase, done));
        if (!begun) {
            untold.putIfAbsent(layer.digest(), told.get(layer.digest()));
            return;
        }
        String name = names.getOrDefault(layer.digest(), layer.digest().shortHex());
        listener.accept(new LayerProgress(name, phase, done, total, from));
    }
}
