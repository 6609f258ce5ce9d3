package dev.jimg.backend.store;

import dev.jimg.backend.shared.ParallelWork;
import dev.jimg.backend.shared.ResolvedImage;
import dev.jimg.backend.shared.Resolver;
import dev.jimg.backend.shared.TransferProgress;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Layer;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryClient;
import dev.jimg.service.PullRequest;
import dev.jimg.service.PullResult;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.store.ImageStore;
import dev.jimg.store.Lease;
import dev.jimg.store.StoreException;
import dev.jimg.transfer.Cancellation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Pulls images into the store: resolve, fetch the layers, compare each with its DiffID, and only then give the image its
 * name. Until that last step nothing of it shows; a lease keeps what is here from being swept meanwhile.
 */
final class Puller {

    /** So many more than there are connections: while the disk takes the end of a layer, the next one comes. */
    private static final int MORE_FETCHERS = 2;

    private final RegistryClient registry;
    private final ImageStore store;
    private final Resolver resolver;
    private final LayerInspector inspector;

    Puller(RegistryClient registry, ImageStore store, Resolver resolver, LayerInspector inspector) {
        this.registry = registry;
        this.store = store;
        this.resolver = resolver;
        this.inspector = inspector;
    }

    PullResult pull(PullRequest request, Consumer<TransferEvent> events, Cancellation cancellation) {
        Reference reference = request.reference().orLatest();
        return pull(request, reference.digest().isEmpty() ? Optional.of(reference) : Optional.empty(), events,
                cancellation);
    }

    /** @param name what to call the image here; of another repository, it is not known by the registry's digest */
    PullResult pull(PullRequest request, Optional<Reference> name, Consumer<TransferEvent> events,
            Cancellation cancellation) {
        Reference reference = request.reference().orLatest();
        ResolvedImage image = resolver.resolve(reference, request.platform(), cancellation);
        TransferProgress progress = new TransferProgress(events);
        List<Layer> layers = image.distinctLayers();
        try (Lease lease = store.lease("pull " + reference.familiar())) {
            lease.protect(needed(image));
            // Only now is what is here sure to stay.
            Set<Layer> here = layers.stream().filter(this::isHere).collect(Collectors.toSet());
            progress.resolved(image.digest(), layers, here::contains);
            boolean fresh = !image.isIn(store.images().list());
            List<Layer> wanted = layers.stream().filter(layer -> !here.contains(layer)).toList();
            long fetched;
            try {
                fetched = bring(image, wanted, progress, cancellation);
            } catch (StoreException e) {
                throw store.blobs().isFull(e) ? new FullDisk(store.blobs(), wanted).failure(e) : e;
            }
            cancellation.check();
            name(image, name);
            return new PullResult(reference, image.digest(), image.manifest().imageId(), fresh, fetched);
        }
    }

    private long bring(ResolvedImage image, List<Layer> layers, TransferProgress progress, Cancellation cancellation) {
        try (ParallelWork work = ParallelWork.withFetchers(fetchers(Connections.FIRST, layers), cancellation)) {
            Connections connections =
                    new Connections(System::nanoTime, limit -> work.setFetchers(fetchers(limit, layers)));
            LayerFetcher fetcher = new LayerFetcher(registry, store, image.reference(), progress, work::moved,
                    connections, work.cancellation());
            List<Layer> missing = new ArrayList<>();
            for (Layer layer : layers) {
                if (store.images().isSound(layer.blob())) {
                    verify(layer, progress, work);
                } else {
                    missing.add(layer);
                }
            }
            // The largest first: it is the one that would be waited for at the end.
            missing.sort(Comparator.comparingLong((Layer layer) -> layer.blob().size()).reversed());
            for (Layer layer : missing) {
                work.fetch(() -> {
                    fetcher.fetch(layer.blob());
                    verify(layer, progress, work);
                });
            }
            work.await();
            return fetcher.fetched();
        }
    }

    private static int fetchers(int connections, List<Layer> layers) {
        return Math.min(connections + MORE_FETCHERS, layers.size());
    }

    /** Whether the layer is here, not known to be damaged, and known to be what the config promises. */
    private boolean isHere(Layer layer) {
        return store.images().isSound(layer.blob())
                && inspector.known(layer).filter(facts -> facts.diffId().equals(layer.diffId())).isPresent();
    }

    /** It is told at once that the layer is here; the work waits for its turn. */
    private void verify(Layer layer, TransferProgress progress, ParallelWork work) {
        Descriptor blob = layer.blob();
        if (inspector.known(layer).isEmpty()) {
            progress.enter(blob, Phase.VERIFYING, 0);
        }
        work.verify(() -> {
            inspector.verify(layer, progress.sink(blob, Phase.VERIFYING), work.cancellation());
            progress.settle(blob);
        });
    }

    /** The image becomes visible: documents first, then the name, in one step. */
    private void name(ResolvedImage image, Optional<Reference> name) {
        store.blobs().put(image.manifest().config().digest(), image.config().raw().bytes());
        store.blobs().put(image.manifest().digest(), image.manifest().raw().bytes());
        Manifest stored = image.stored();
        store.blobs().put(stored.digest(), stored.raw().bytes());
        boolean itsOwn = name.isEmpty() || name.get().name().equals(image.reference().name());
        store.images().add(stored.descriptor(), name, itsOwn ? List.of(image.byDigest()) : List.of());
    }

    private static List<Digest> needed(ResolvedImage image) {
        List<Digest> needed = new ArrayList<>();
        needed.add(image.manifest().digest());
        needed.add(image.stored().digest());
        needed.add(image.manifest().config().digest());
        image.manifest().layers().forEach(layer -> needed.add(layer.digest()));
        return needed;
    }
}
