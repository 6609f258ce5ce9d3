package dev.jimg.backend.store;

import dev.jimg.archive.ArchivedBlob;
import dev.jimg.archive.ArchivedImage;
import dev.jimg.archive.ArchivedManifest;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Layer;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.Reference;
import dev.jimg.store.ImageStore;
import dev.jimg.store.Lease;
import dev.jimg.store.OciForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One image on its way from an archive into the store: what of it is needed, and then its blobs, its documents and its
 * names, in that order.
 */
final class ArchiveAdoption {

    private final ArchivedImage image;
    private final List<ArchivedManifest> manifests;
    private final Map<Digest, ArchivedBlob> blobs = new LinkedHashMap<>();

    /** @param manifests as they are to be stored: those of the image, or others of the same configs */
    ArchiveAdoption(ArchivedImage image, List<ArchivedManifest> manifests) {
        this.image = image;
        this.manifests = List.copyOf(manifests);
        for (ArchivedManifest manifest : manifests) {
            for (Optional<ArchivedBlob> blob : manifest.blobs()) {
                blob.ifPresent(layer -> blobs.putIfAbsent(layer.digest(), layer));
            }
        }
    }

    List<Reference> names() {
        return image.names();
    }

    /** The image that suits this machine best. */
    ImageId id() {
        return manifests.get(0).config().imageId();
    }

    /** The layers with their bytes, each blob once; a foreign layer that is not there is none of them. */
    Map<Layer, ArchivedBlob> layers() {
        Map<Layer, ArchivedBlob> layers = new LinkedHashMap<>();
        for (ArchivedManifest manifest : manifests) {
            for (Layer layer : manifest.layers()) {
                ArchivedBlob blob = blobs.get(layer.blob().digest());
                if (blob != null) {
                    layers.putIfAbsent(layer, blob);
                }
            }
        }
        return layers;
    }

    /** Makes the layers blobs of the store. The lease keeps them until the image has an entry. */
    void keepBlobs(ImageStore store, Lease lease) {
        lease.protect(needed());
        for (Layer layer : layers().keySet()) {
            ArchivedBlob blob = blobs.get(layer.blob().digest());
            if (blob.draft().isPresent() && !store.blobs().has(layer.blob())) {
                StoreSpool.commit(blob.draft().get());
            }
        }
    }

    private List<Digest> needed() {
        List<Digest> needed = new ArrayList<>();
        image.index().ifPresent(index -> needed.add(index.digest()));
        for (ArchivedManifest manifest : manifests) {
            needed.add(manifest.manifest().digest());
            needed.add(OciForm.of(manifest.manifest()).digest());
            needed.add(manifest.config().raw().digest());
            manifest.layers().forEach(layer -> needed.add(layer.blob().digest()));
        }
        return needed;
    }

    /**
     * The image becomes visible: the documents first, then the names.
     *
     * @return its entry
     */
    Digest name(ImageStore store) {
        for (ArchivedManifest manifest : manifests) {
            store.blobs().put(manifest.manifest().config().digest(), manifest.config().raw().bytes());
            store.blobs().put(manifest.manifest().digest(), manifest.manifest().raw().bytes());
        }
        Descriptor entry = entry(store);
        if (names().isEmpty()) {
            store.images().add(entry, Optional.empty(), List.of());
        }
        names().forEach(name -> store.images().add(entry, Optional.of(name), List.of()));
        return entry.digest();
    }

    private Descriptor entry(ImageStore store) {
        if (image.index().isPresent()) {
            store.blobs().put(image.index().get().digest(), image.index().get().raw().bytes());
            return image.index().get().descriptor();
        }
        Manifest stored = OciForm.of(manifests.get(0).manifest());
        store.blobs().put(stored.digest(), stored.raw().bytes());
        return stored.descriptor();
    }
}
