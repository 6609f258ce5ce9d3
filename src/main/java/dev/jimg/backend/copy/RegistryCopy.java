package dev.jimg.backend.copy;

import dev.jimg.backend.shared.ImageSender;
import dev.jimg.backend.shared.Parcel;
import dev.jimg.backend.shared.TransferProgress;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.ImageIndex;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.ManifestDocument;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.registry.FetchedManifest;
import dev.jimg.registry.RegistryClient;
import dev.jimg.service.CopyRequest;
import dev.jimg.service.CopyResult;
import dev.jimg.service.Failure;
import dev.jimg.service.TransferEvent;
import dev.jimg.transfer.Cancellation;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** From registry to registry: blobs go through here from one connection into the other, verified, and lie nowhere. */
final class RegistryCopy {

    private final RegistryClient registry;

    RegistryCopy(RegistryClient registry) {
        this.registry = registry;
    }

    CopyResult copy(Reference from, Reference to, CopyRequest request, Consumer<TransferEvent> events,
            Cancellation cancellation) {
        FetchedManifest fetched = registry.manifest(from, cancellation);
        Parcel parcel = fetched.document() instanceof ImageIndex index
                ? ofIndex(from, index, request, cancellation) : ofImage((Manifest) fetched.document());
        ImageSender sender = new ImageSender(registry, new Blobs(registry, from, to), new TransferProgress(events));
        sender.send(parcel, to, cancellation);
        return new CopyResult(to, Optional.of(parcel.root().digest()), sender.sent());
    }

    private static Parcel ofImage(Manifest image) {
        return Parcel.of(image, Optional.empty());
    }

    private Parcel ofIndex(Reference from, ImageIndex index, CopyRequest request, Cancellation cancellation) {
        if (!request.allPlatforms()) {
            Platform platform = request.platform().orElseGet(Platform::local);
            Descriptor entry = index.select(platform).orElseThrow(() -> new Failure(Failure.Kind.NOT_FOUND,
                    Copier.OPERATION, from.familiar(), "there is no image for " + platform, "There are: "
                            + String.join(", ", index.platforms().stream().map(Platform::toString).toList())
                            + ". Choose one with --platform, or all with --all-platforms."));
            return ofImage(manifest(from, entry, cancellation));
        }
        List<Manifest> images = new ArrayList<>();
        Map<Descriptor, String> layers = new LinkedHashMap<>();
        for (Descriptor entry : index.manifests()) {
            Manifest image = manifest(from, entry, cancellation);
            images.add(image);
            layers.putAll(Parcel.layers(image, Optional.empty()));
        }
        return new Parcel(index, images, layers);
    }

    private Manifest manifest(Reference from, Descriptor entry, Cancellation cancellation) {
        ManifestDocument document = registry.manifest(from.withDigest(entry.digest()), cancellation).document();
        if (document instanceof Manifest manifest) {
            return manifest;
        }
        throw new Failure(Failure.Kind.UNSUPPORTED, Copier.OPERATION, from.familiar(),
                "its index holds another index (" + entry.digest().shortHex() + ")", "");
    }

    /** What the source's registry has. Within one registry all of it can be mounted. */
    private record Blobs(RegistryClient registry, Reference from, Reference to) implements ImageSender.Source {

        @Override
        public InputStream open(Descriptor blob, Cancellation cancellation) {
            return registry.blob(from, blob, 0, cancellation);
        }

        @Override
        public List<Reference> mountable(Descriptor blob) {
            return from.domain().equals(to.domain()) && !from.path().equals(to.path()) ? List.of(from.nameOnly())
                    : List.of();
        }
    }
}
