package dev.jimg.backend.store;

import dev.jimg.archive.ArchivedBlob;
import dev.jimg.archive.ArchivedImage;
import dev.jimg.archive.ArchivedManifest;
import dev.jimg.archive.Compression;
import dev.jimg.archive.LayerLimits;
import dev.jimg.archive.LayerStream;
import dev.jimg.archive.Manifests;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Layer;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.MediaType;
import dev.jimg.store.ImageStore;
import dev.jimg.store.Lease;
import dev.jimg.store.Listing;
import dev.jimg.store.StoreException;
import dev.jimg.store.StoredImage;
import dev.jimg.store.StoredLayer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of an archive the store has already, perhaps packed otherwise. Docker's archives hold layers by their content,
 * so that the layers of an image that was pulled serve as well as those in the archive: nothing is kept twice.
 */
final class KnownLayers {

    private final ImageStore store;
    private final Lease lease;
    private final Listing listing;
    private final Map<DiffId, StoredLayer> byContent = new HashMap<>();

    /** @param lease keeps what is taken from here */
    KnownLayers(ImageStore store, Lease lease) {
        this.store = store;
        this.lease = lease;
        this.listing = store.images().list();
        for (StoredImage image : listing.images()) {
            for (StoredLayer layer : image.layers()) {
                layer.facts().filter(facts -> layer.present())
                        .ifPresent(facts -> byContent.putIfAbsent(facts.diffId(), layer));
            }
        }
    }

    ArchiveAdoption adoption(ArchivedImage image) {
        boolean nameless = image.names().isEmpty() && image.index().isEmpty();
        return new ArchiveAdoption(image, image.manifests().stream()
                .map(manifest -> adopted(manifest, nameless)).toList());
    }

    /** A manifest that nobody asks for by name is worth no second copy either. */
    private ArchivedManifest adopted(ArchivedManifest manifest, boolean nameless) {
        if (manifest.docker()) {
            return shared(manifest);
        }
        return nameless ? stored(manifest).orElse(manifest) : manifest;
    }

    private ArchivedManifest shared(ArchivedManifest archived) {
        return stored(archived).orElseGet(() -> withKnownLayers(archived));
    }

    /** The image is here, complete: then its own manifest serves, which a registry may know. */
    private Optional<ArchivedManifest> stored(ArchivedManifest archived) {
        return listing.withId(archived.config().imageId().toString()).stream()
                .filter(image -> image.damage().isEmpty() && stays(image))
                .findFirst()
                .map(image -> {
                    Manifest manifest = store.images().manifest(image);
                    List<Layer> layers = Layer.of(manifest, archived.config());
                    return new ArchivedManifest(manifest, archived.config(), true, layers,
                            layers.stream().map(layer -> Optional.<ArchivedBlob>empty()).toList());
                });
    }

    /** Protected first: what is all here after that can be removed by nobody before it has its name. */
    private boolean stays(StoredImage image) {
        List<Digest> needed = new ArrayList<>(List.of(image.manifest(), image.id().digest()));
        image.layers().forEach(layer -> needed.add(layer.blob()));
        lease.protect(needed);
        try {
            return store.images().incomplete(image).isEmpty();
        } catch (StoreException e) {
            return false;
        }
    }

    private ArchivedManifest withKnownLayers(ArchivedManifest archived) {
        List<Descriptor> layers = new ArrayList<>();
        List<Optional<ArchivedBlob>> blobs = new ArrayList<>();
        for (int i = 0; i < archived.layers().size(); i++) {
            Optional<ArchivedBlob> here = known(archived.layers().get(i));
            blobs.add(here.isPresent() ? here : archived.blobs().get(i));
            layers.add(here.map(KnownLayers::descriptor).orElse(archived.layers().get(i).blob()));
        }
        if (layers.equals(archived.manifest().layers())) {
            return archived;
        }
        Manifest manifest = Manifests.of(archived.manifest().config(), layers);
        return new ArchivedManifest(manifest, archived.config(), true, Layer.of(manifest, archived.config()), blobs);
    }

    private Optional<ArchivedBlob> known(Layer layer) {
        StoredLayer known = byContent.get(layer.diffId());
        if (known == null || known.blob().equals(layer.blob().digest())) {
            return Optional.empty();
        }
        lease.protect(List.of(known.blob()));
        if (store.blobs().size(known.blob()) != known.size()) {
            return Optional.empty();
        }
        try (LayerStream tar = LayerStream.open(store.blobs().open(known.blob()), LayerLimits.DEFAULT)) {
            Compression compression = tar.compression();
            return Optional.of(new ArchivedBlob("", known.blob(), known.size(), compression, Optional.empty(),
                    Optional.empty())).filter(blob -> Manifests.layerType(compression) != null);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Descriptor descriptor(ArchivedBlob blob) {
        MediaType type = Manifests.layerType(blob.compression());
        return Descriptor.of(type, blob.digest(), blob.size());
    }
}
