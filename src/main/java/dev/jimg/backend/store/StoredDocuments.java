package dev.jimg.backend.store;

import dev.jimg.backend.shared.LocalDocuments;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.ManifestDocument;
import dev.jimg.store.ImageStore;
import dev.jimg.store.StoreException;
import java.util.Optional;
import java.util.function.Function;

/** The documents that the store has; nothing where they are damaged, so that a pull mends them. */
final class StoredDocuments implements LocalDocuments {

    private final ImageStore store;

    StoredDocuments(ImageStore store) {
        this.store = store;
    }

    @Override
    public Optional<ManifestDocument> document(Descriptor descriptor) {
        return known(descriptor, here -> store.images().document(here.digest(), here.mediaType()));
    }

    @Override
    public Optional<byte[]> blob(Descriptor descriptor) {
        return known(descriptor, here -> store.blobs().read(here.digest()));
    }

    private <T> Optional<T> known(Descriptor blob, Function<Descriptor, T> read) {
        try {
            return store.blobs().has(blob) ? Optional.of(read.apply(blob)) : Optional.empty();
        } catch (StoreException e) {
            return Optional.empty();
        }
    }
}
