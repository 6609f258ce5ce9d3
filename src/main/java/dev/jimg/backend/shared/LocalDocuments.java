package dev.jimg.backend.shared;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.ManifestDocument;
import java.util.Optional;

/** The small documents that are here already and need not be fetched from a registry. */
public interface LocalDocuments {

    /** For a backend that does not show the documents it has, as engines do not. */
    LocalDocuments NONE = new LocalDocuments() {
        @Override
        public Optional<ManifestDocument> document(Descriptor descriptor) {
            return Optional.empty();
        }

        @Override
        public Optional<byte[]> blob(Descriptor descriptor) {
            return Optional.empty();
        }
    };

    /** A manifest or an index. */
    Optional<ManifestDocument> document(Descriptor descriptor);

    Optional<byte[]> blob(Descriptor descriptor);
}
