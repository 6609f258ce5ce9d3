package dev.jimg.backend.store;

import dev.jimg.archive.LayerMeasure;
import dev.jimg.archive.LayerMeasurement;
import dev.jimg.archive.LayerWatch;
import dev.jimg.backend.shared.ParallelWork;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Layer;
import dev.jimg.service.Failure;
import dev.jimg.store.ImageStore;
import dev.jimg.store.LayerFacts;
import dev.jimg.store.StoreException;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Unpacks layers that are in the store to learn their DiffID and their size, and remembers it: each layer is unpacked
 * once in the life of the store.
 */
final class LayerInspector {

    private final ImageStore store;
    private final Supplier<LayerWatch.Factory> watches;

    /** @param watches look at layers that are unpacked; asked for when one is */
    LayerInspector(ImageStore store, Supplier<LayerWatch.Factory> watches) {
        this.store = store;
        this.watches = watches;
    }

    LayerWatch.Factory watches() {
        return watches.get();
    }

    /** What is remembered of a layer, if its DiffID is remembered in the algorithm that the config uses. */
    Optional<LayerFacts> known(Layer layer) {
        return store.images().facts(layer.blob().digest())
                .filter(facts -> facts.diffId().digest().algorithm() == layer.diffId().digest().algorithm());
    }

    /**
     * Bytes of the unpacked layer as docker counts them, if it has been unpacked; 0 for one that is not here, such as a
     * foreign layer.
     */
    Optional<Long> size(Layer layer) {
        return store.blobs().has(layer.blob()) ? known(layer).map(LayerFacts::unpackedSize) : Optional.of(0L);
    }

    /**
     * Unpacks those that have not been before, several at once: after that their sizes are known, also where one of them
     * cannot be unpacked.
     *
     * @param measured called for each of them that is, never by two threads at once
     * @throws Failure CORRUPT for the first that cannot be, when all others are done
     */
    void measure(List<Layer> layers, Runnable measured, Cancellation cancellation) {
        List<Layer> unknown = layers.stream().distinct().filter(layer -> size(layer).isEmpty()).toList();
        if (unknown.isEmpty()) {
            return;
        }
        int threads = Math.min(unknown.size(), Runtime.getRuntime().availableProcessors());
        try (ParallelWork work = new ParallelWork(threads, cancellation)) {
            Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
            unknown.forEach(layer -> work.fetch(() -> {
                try {
                    facts(layer, ProgressSink.NONE, work.cancellation());
                    synchronized (failures) {
                        measured.run();
                    }
                } catch (Failure | StoreException e) {
                    failures.add(e);
                }
            }));
            work.await();
            if (!failures.isEmpty()) {
                throw failures.element();
            }
        }
    }

    /** What a layer holds, remembered or measured now. */
    LayerFacts facts(Layer layer, ProgressSink progress, Cancellation cancellation) {
        Optional<LayerFacts> known = known(layer);
        return known.isPresent() ? known.get()
                : measure(layer.blob(), layer.diffId(), progress, cancellation);
    }

    /**
     * Compares a layer with the DiffID that the config promises.
     *
     * @throws Failure CORRUPT if it is another
     */
    void verify(Layer layer, ProgressSink progress, Cancellation cancellation) {
        compare(layer, facts(layer, progress, cancellation).diffId());
    }

    /** @throws Failure CORRUPT if the layer unpacks to something else than the config promises */
    static void compare(Layer layer, DiffId actual) {
        if (!actual.equals(layer.diffId())) {
            throw new Failure(Failure.Kind.CORRUPT, "verify the layer", layer.blob().digest().shortHex(),
                    "unpacked it is " + actual + ", but the image's config says " + layer.diffId(),
                    "The image was built or altered wrongly; tell its publisher.");
        }
    }

    private LayerFacts measure(Descriptor layer, DiffId wanted, ProgressSink progress, Cancellation cancellation) {
        try (InputStream blob = store.blobs().open(layer.digest())) {
            LayerMeasurement measured = LayerMeasure.measure(blob, layer.size(), wanted.digest().algorithm(),
                    watches().of(wanted), progress, cancellation);
            LayerFacts facts = new LayerFacts(measured.diffId(), measured.tarSize(), measured.unpackedSize());
            store.images().remember(Map.of(layer.digest(), facts));
            return facts;
        } catch (IOException e) {
            throw new Failure(Failure.Kind.CORRUPT, "unpack the layer", layer.digest().shortHex(), e.getMessage(),
                    "Remove the image and pull it again; if that does not help, tell its publisher.", e);
        }
    }
}
