package dev.jimg.backend.store;

import dev.jimg.backend.shared.Failures;
import dev.jimg.backend.shared.TransferProgress;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryClient;
import dev.jimg.service.Failure;
import dev.jimg.service.PullRequest;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.VerifyResult.Repair;
import dev.jimg.store.ImageStore;
import dev.jimg.store.Lease;
import dev.jimg.store.StoreException;
import dev.jimg.store.StoredImage;
import dev.jimg.transfer.Cancellation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Fetches damaged blobs again. A blob is known by its digest, so that any repository that had the image will do, and a
 * tag that has moved there since does no harm.
 */
final class Repairer {

    private static final String OPERATION = "repair";

    private final RegistryClient registry;
    private final ImageStore store;
    private final Puller puller;

    Repairer(RegistryClient registry, ImageStore store, Puller puller) {
        this.registry = registry;
        this.store = store;
        this.puller = puller;
    }

    /** @param fetched hears how many bytes of a layer are here */
    Repair repair(Verifier.Suspect suspect, LongConsumer fetched, Cancellation cancellation) {
        if (suspect.descriptor().isPresent() && whole(suspect.descriptor().get(), cancellation)) {
            return new Repair(Optional.of(new Failure(Failure.Kind.CORRUPT, OPERATION, suspect.blob().shortHex(),
                    "its bytes are right, and the manifest tells a wrong size of them",
                    "Remove the image, and pull or build it again.")));
        }
        List<Source> sources = sources(suspect.images());
        Failure last = new Failure(Failure.Kind.NOT_FOUND, OPERATION, suspect.blob().shortHex(),
                "it came from no registry that is known here", "Load or build the image again, or remove it.");
        for (Source source : sources) {
            try {
                Failures.translate(OPERATION, source.name().familiar(), () -> {
                    fetch(suspect, source, fetched, cancellation);
                    return null;
                });
                return new Repair(Optional.empty());
            } catch (Failure e) {
                last = e;
            }
        }
        return new Repair(Optional.of(last));
    }

    /** Whether the bytes are what the digest promises, and only of another size than was said. */
    private boolean whole(Descriptor said, Cancellation cancellation) {
        long size = store.blobs().size(said.digest());
        if (size < 0 || size == said.size()) {
            return false;
        }
        try {
            store.blobs().verify(Descriptor.of(said.mediaType(), said.digest(), size), (done, total) -> { },
                    cancellation);
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    private record Source(Reference name, StoredImage image) {}

    /** By digest first: there it is sure to be the same image. */
    private static List<Source> sources(Set<StoredImage> images) {
        Set<Source> sources = new LinkedHashSet<>();
        List<Source> tags = new ArrayList<>();
        for (StoredImage image : images) {
            image.digests().forEach(name -> sources.add(new Source(name, image)));
            image.tags().forEach(name -> tags.add(new Source(name, image)));
        }
        sources.addAll(tags);
        return List.copyOf(sources);
    }

    private void fetch(Verifier.Suspect suspect, Source source, LongConsumer fetched, Cancellation cancellation) {
        if (suspect.descriptor().isEmpty()) {
            document(suspect, source, cancellation);
            return;
        }
        Descriptor layer = suspect.descriptor().get();
        try (Lease lease = store.lease("repair " + source.name().familiar())) {
            lease.protect(List.of(layer.digest()));
            new LayerFetcher(registry, store, source.name(), new TransferProgress(event -> tell(event, fetched)),
                    (bytes, encrypted) -> { }, cancellation).replace(layer);
        }
    }

    private static void tell(TransferEvent event, LongConsumer fetched) {
        if (event instanceof TransferEvent.LayerProgress layer && layer.phase() == TransferEvent.Phase.DOWNLOADING) {
            fetched.accept(layer.done());
        }
    }

    /** Manifests and configs come with a pull of the same image, which fetches no layer that is here. */
    private void document(Verifier.Suspect suspect, Source source, Cancellation cancellation) {
        if (source.name().digest().isEmpty()) {
            throw new Failure(Failure.Kind.NOT_FOUND, OPERATION, suspect.blob().shortHex(),
                    "only its tag " + source.name().familiar() + " is known, which may have moved",
                    "Pull it again: jimg-tui pull " + source.name().familiar() + ".");
        }
        puller.pull(new PullRequest(source.name(), Optional.of(source.image().platform())), event -> { }, cancellation);
        store.blobs().read(suspect.blob());
    }
}
