package dev.jimg.backend.store;

import dev.jimg.backend.shared.ImageSender;
import dev.jimg.backend.shared.Parcel;
import dev.jimg.backend.shared.TransferProgress;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryClient;
import dev.jimg.service.Failure;
import dev.jimg.service.PushRequest;
import dev.jimg.service.PushResult;
import dev.jimg.service.TransferEvent;
import dev.jimg.store.ImageStore;
import dev.jimg.store.Lease;
import dev.jimg.store.Listing;
import dev.jimg.store.StoreException;
import dev.jimg.store.StoredImage;
import dev.jimg.transfer.Cancellation;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Pushes images of the store to the registries that their names say. */
final class StorePusher {

    private static final String OPERATION = "push";

    private final RegistryClient registry;
    private final ImageStore store;
    private final StoredParcels parcels;

    StorePusher(RegistryClient registry, ImageStore store) {
        this.registry = registry;
        this.store = store;
        this.parcels = new StoredParcels(store);
    }

    PushResult push(PushRequest request, Consumer<TransferEvent> events, Cancellation cancellation) {
        Reference target = request.reference().orLatest();
        if (target.digest().isPresent()) {
            throw new Failure(Failure.Kind.INVALID, OPERATION, target.familiar(), "cannot push a digest reference",
                    "Name a tag.");
        }
        Listing listing = store.images().list();
        StoredImage image = listing.named(target).orElseThrow(() -> new Failure(Failure.Kind.NOT_FOUND, OPERATION,
                target.familiar(), "An image does not exist locally with the tag: " + target.familiarName(),
                "«jimg-tui tag IMAGE " + target.familiar() + "» gives an image that name."));
        return send(image, request.platform(), target, events, cancellation);
    }

    /**
     * Sends an image under any name.
     *
     * @param platform only this image of an index
     */
    PushResult send(StoredImage image, Optional<Platform> platform, Reference target,
            Consumer<TransferEvent> events, Cancellation cancellation) {
        Optional<Lease> lease = lease(target);
        try {
            Parcel parcel = parcels.of(OPERATION, image, platform);
            lease.ifPresent(held -> held.protect(needed(parcel)));
            ImageSender sender = new ImageSender(registry, new Blobs(store.images().list(), target),
                    new TransferProgress(events));
            sender.send(parcel, target, cancellation);
            remember(image, target.withDigest(parcel.root().digest()));
            return new PushResult(target, parcel.root().digest(), parcel.root().raw().size(), sender.sent());
        } finally {
            lease.ifPresent(Lease::close);
        }
    }

    /** From a store on a read-only disk one can push too; nobody sweeps it either. */
    private Optional<Lease> lease(Reference target) {
        try {
            return Optional.of(store.lease("push " + target.familiar()));
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.DISK) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * As docker does, an image that was pushed is from then on known by the digest that the registry has it under; not
     * where it was pushed under a name that it does not have here.
     */
    private void remember(StoredImage image, Reference byDigest) {
        boolean foreign = image.tags().stream().noneMatch(tag -> tag.name().equals(byDigest.name()));
        if (foreign || image.digests().contains(byDigest)) {
            return;
        }
        try {
            store.images().add(parcels.entry(image).descriptor(), Optional.empty(), List.of(byDigest));
        } catch (StoreException e) {
            // It is in the registry, which is what was asked for.
        }
    }

    private static Set<Digest> needed(Parcel parcel) {
        Set<Digest> needed = new LinkedHashSet<>();
        needed.add(parcel.root().digest());
        for (Manifest image : parcel.images()) {
            needed.add(image.digest());
            needed.add(image.config().digest());
        }
        parcel.layers().keySet().forEach(layer -> needed.add(layer.digest()));
        return needed;
    }

    /** The blobs of the store; images here that came from the same registry tell where it has them. */
    private final class Blobs implements ImageSender.Source {
        private final Listing listing;
        private final Reference target;

        private Blobs(Listing listing, Reference target) {
            this.listing = listing;
            this.target = target;
        }

        @Override
        public InputStream open(Descriptor blob, Cancellation cancellation) {
            return store.blobs().open(blob.digest());
        }

        @Override
        public List<Reference> mountable(Descriptor blob) {
            Set<Reference> places = new LinkedHashSet<>();
            for (StoredImage image : listing.images()) {
                if (image.layers().stream().anyMatch(layer -> layer.blob().equals(blob.digest()))) {
                    image.digests().stream().filter(name -> name.domain().equals(target.domain())
                            && !name.path().equals(target.path())).map(Reference::nameOnly).forEach(places::add);
                }
            }
            return new ArrayList<>(places);
        }
    }
}
