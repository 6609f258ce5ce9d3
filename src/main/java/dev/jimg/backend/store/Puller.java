package dev.jimg.backend.store;

import dev.jimg.backend.shared.ParallelWork;
import dev.jimg.backend.shared.ResolvedImage;
import dev.jimg.backend.shared.ResolvedManifest;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
        ResolvedManifest found = resolver.find(reference, request.platform(), cancellation);
        try (Lease lease = store.lease("pull " + reference.familiar())) {
            lease.protect(found.blobs());
            // Only now is what is here sure to stay.
            List<Descriptor> missing = found.distinctLayers().stream().filter(blob -> !store.images().isSound(blob))
                    // The largest first: it is the one that would be waited for at the end.
                    .sorted(Comparator.comparingLong(Descriptor::size).reversed()).toList();
            boolean fresh = !found.isIn(store.images().list());
            long fetched;
            ResolvedImage image;
            try (Bringing bringing = new Bringing(found, missing, TransferProgress.ofPull(events), cancellation)) {
                image = bringing.run();
                fetched = bringing.fetcher.fetched();
            } catch (StoreException e) {
                throw store.blobs().isFull(e) ? new FullDisk(store.blobs(), missing).failure(e) : e;
            }
            cancellation.check();
            name(image, name);
            return new PullResult(reference, found.digest(), found.manifest().imageId(), fresh, fetched);
        }
    }

    /**
     * The layers of one image on their way, each compared with its DiffID in the end. The config, which tells the DiffIDs,
     * comes beside the layers: a round trip that nobody waits for.
     */
    private final class Bringing implements AutoCloseable {

        private final ResolvedManifest found;
        private final TransferProgress progress;
        private final List<Descriptor> missing;
        private final ParallelWork work;
        private final LayerFetcher fetcher;
        private final CompletableFuture<ResolvedImage> image = new CompletableFuture<>();
        /** By blob; there when the image is. */
        private final Map<Digest, Layer> layers = new HashMap<>();

        Bringing(ResolvedManifest found, List<Descriptor> missing, TransferProgress progress,
                Cancellation cancellation) {
            this.found = found;
            this.progress = progress;
            this.missing = missing;
            work = ParallelWork.withFetchers(fetchers(Connections.FIRST), cancellation);
            work.cancellation().onCancel(() -> image.cancel(false));
            Connections connections =
                    new Connections(System::nanoTime, limit -> work.setFetchers(fetchers(limit)));
            fetcher = new LayerFetcher(registry, store, found.reference(), progress, work::moved, connections,
                    work.cancellation());
        }

        /** With one more, for the config. */
        private int fetchers(int connections) {
            return Math.min(connections + MORE_FETCHERS, missing.size()) + 1;
        }

        ResolvedImage run() {
            work.fetch(this::complete);
            if (!found.isDoubtful()) {
                missing.forEach(this::fetch);
            }
            work.await();
            return image.join();
        }

        @Override
        public void close() {
            work.close();
        }

        private void complete() {
            ResolvedImage resolved = resolver.complete(found, work.cancellation());
            List<Layer> distinct = resolved.distinctLayers();
            distinct.forEach(layer -> layers.put(layer.blob().digest(), layer));
            Set<Digest> coming = missing.stream().map(Descriptor::digest).collect(Collectors.toSet());
            Predicate<Layer> isMissing = layer -> coming.contains(layer.blob().digest());
            Set<Layer> here = distinct.stream().filter(isMissing.negate()).filter(Puller.this::isAsPromised)
                    .collect(Collectors.toSet());
            progress.resolved(found.digest(), distinct, here::contains);
            distinct.stream().filter(isMissing.negate()).filter(layer -> !here.contains(layer)).forEach(this::verify);
            image.complete(resolved);
            if (found.isDoubtful()) {
                missing.forEach(this::fetch);
            }
        }

        private void fetch(Descriptor blob) {
            work.fetch(() -> {
                fetcher.fetch(blob);
                image.join();
                verify(layers.get(blob.digest()));
            });
        }

        /** It is told at once that the layer is here; the work waits for its turn. */
        private void verify(Layer layer) {
            Descriptor blob = layer.blob();
            if (inspector.known(layer).isEmpty()) {
                progress.enter(blob, Phase.VERIFYING, 0);
            }
            work.verify(() -> {
                inspector.verify(layer, progress.sink(blob, Phase.VERIFYING), work.cancellation());
                progress.settle(blob);
            });
        }
    }

    /** Whether a layer that is here is known to be what the config promises. */
    private boolean isAsPromised(Layer layer) {
        return inspector.known(layer).filter(facts -> facts.diffId().equals(layer.diffId())).isPresent();
    }

    /** The image becomes visible: documents first, then the name, in one step. */
    private void name(ResolvedImage image, Optional<Reference> name) {
        ResolvedManifest found = image.found();
        Manifest stored = found.stored();
        store.blobs().put(found.manifest().config().digest(), image.config().raw().bytes());
        store.blobs().put(found.manifest().digest(), found.manifest().raw().bytes());
        store.blobs().put(stored.digest(), stored.raw().bytes());
        boolean itsOwn = name.isEmpty() || name.get().name().equals(found.reference().name());
        store.images().add(stored.descriptor(), name, itsOwn ? List.of(found.byDigest()) : List.of());
    }
}
