package dev.jimg.backend.store;

import dev.jimg.backend.shared.Parcel;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.ImageIndex;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.ManifestDocument;
import dev.jimg.oci.Platform;
import dev.jimg.service.Failure;
import dev.jimg.store.ImageStore;
import dev.jimg.store.StoredImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes of an image in the store what can be handed on under the digest that it came with: docker's own manifest where
 * the store holds the OCI form of one, and the whole index where all of it is here.
 */
final class StoredParcels {

    private final ImageStore store;

    StoredParcels(ImageStore store) {
        this.store = store;
    }

    /**
     * @param platform only this image of an index
     * @throws Failure NOT_FOUND if it is not for this platform, CORRUPT if blobs are missing
     */
    Parcel of(String operation, StoredImage image, Optional<Platform> platform) {
        if (entry(image) instanceof ImageIndex index) {
            if (platform.isPresent()) {
                Descriptor chosen = index.select(platform.get()).filter(store.blobs()::has)
                        .orElseThrow(() -> noImageFor(operation, image, platform.get(), index.platforms()));
                return single(operation, image, manifest(chosen));
            }
            Optional<Parcel> whole = whole(index);
            if (whole.isPresent()) {
                return whole.get();
            }
        } else if (platform.isPresent() && platform.get().compatible().stream().noneMatch(image.platform()::matches)) {
            throw noImageFor(operation, image, platform.get(), List.of(image.platform()));
        }
        return single(operation, image, original(image));
    }

    /** What {@code index.json} points at: the manifest, or an index that another tool brought. */
    ManifestDocument entry(StoredImage image) {
        return ManifestDocument.parse(store.blobs().read(image.entry()), Optional.empty());
    }

    /** Docker's manifest may have been taken away by a tool that does not know the annotation that asks to keep it. */
    private Manifest original(StoredImage image) {
        boolean converted = !image.original().equals(image.manifest());
        if (converted && store.blobs().size(image.original()) >= 0) {
            return Manifest.parse(store.blobs().read(image.original()));
        }
        return store.images().manifest(image);
    }

    private Parcel single(String operation, StoredImage image, Manifest manifest) {
        Optional<Descriptor> missing = missing(manifest);
        if (missing.isPresent()) {
            throw new Failure(Failure.Kind.CORRUPT, operation, name(image), "its blob " + missing.get().digest()
                    + " is missing here", "Pull the image again.");
        }
        return Parcel.of(manifest, config(manifest));
    }

    /** Empty if a part of it never came here. */
    private Optional<Parcel> whole(ImageIndex index) {
        List<Manifest> images = new ArrayList<>();
        Map<Descriptor, String> layers = new LinkedHashMap<>();
        for (Descriptor entry : index.manifests()) {
            if (!entry.mediaType().isManifest() || !store.blobs().has(entry)) {
                return Optional.empty();
            }
            Manifest image = manifest(entry);
            if (missing(image).isPresent()) {
                return Optional.empty();
            }
            images.add(image);
            layers.putAll(Parcel.layers(image, config(image)));
        }
        return Optional.of(new Parcel(index, images, layers));
    }

    private Manifest manifest(Descriptor entry) {
        return (Manifest) store.images().document(entry.digest(), entry.mediaType());
    }

    /** What is no image (a signature, an attestation) has no DiffIDs. */
    private Optional<ImageConfig> config(Manifest manifest) {
        if (!manifest.isImage()) {
            return Optional.empty();
        }
        ImageConfig config = ImageConfig.parse(store.blobs().read(manifest.config().digest()));
        return Optional.of(config).filter(c -> c.diffIds().size() == manifest.layers().size());
    }

    private Optional<Descriptor> missing(Manifest manifest) {
        if (!store.blobs().has(manifest.config())) {
            return Optional.of(manifest.config());
        }
        return manifest.layers().stream()
                .filter(layer -> !layer.mediaType().isForeignLayer() && !store.blobs().has(layer)).findFirst();
    }

    private static Failure noImageFor(String operation, StoredImage image, Platform wanted, List<Platform> here) {
        return new Failure(Failure.Kind.NOT_FOUND, operation, name(image), "there is no image for " + wanted + " here",
                "Here is: " + String.join(", ", here.stream().map(Platform::toString).toList()) + ".");
    }

    private static String name(StoredImage image) {
        return image.tags().isEmpty() ? image.id().shortHex() : image.tags().get(0).familiar();
    }
}
