package dev.jimg.store;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageIndex;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.ManifestDocument;
import dev.jimg.oci.MediaType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The blobs that entries of the index need: documents, and what these point at, however deep. */
final class Marking {

    private final ImageReader reader;
    private final BlobStore blobs;
    private final Lister lister;
    private final Set<Digest> needed = new HashSet<>();
    private final List<String> unreadable = new ArrayList<>();

    /** @param lister remembers of most manifests what they need, so that they need not be read */
    Marking(ImageReader reader, BlobStore blobs, Lister lister) {
        this.reader = reader;
        this.blobs = blobs;
        this.lister = lister;
    }

    void mark(Digest digest, MediaType type) {
        if (!needed.add(digest) || !type.isManifest() && !type.isIndex()) {
            return;
        }
        ImageFacts known = lister.known(digest);
        if (known != null) {
            needed.add(known.config().digest());
            known.layers().forEach(layer -> needed.add(layer.digest()));
            known.original().ifPresent(needed::add);
            return;
        }
        ManifestDocument document;
        try {
            document = reader.document(digest, type);
        } catch (StoreException e) {
            unreadable.add(digest.toString());
            return;
        }
        if (document instanceof Manifest manifest) {
            needed.add(manifest.config().digest());
            manifest.layers().forEach(layer -> needed.add(layer.digest()));
            OciForm.original(manifest).ifPresent(needed::add);
        } else if (document instanceof ImageIndex index) {
            markChildren(index);
        }
    }

    /** An index lists what its author had; that most of it was never fetched is no damage. */
    private void markChildren(ImageIndex index) {
        for (Descriptor child : index.manifests()) {
            if (blobs.size(child.digest()) >= 0) {
                mark(child.digest(), child.mediaType());
            } else {
                needed.add(child.digest());
            }
        }
    }

    Set<Digest> needed() {
        return needed;
    }

    /** Documents that could not be read, and so may need blobs that are not marked. */
    List<String> unreadable() {
        return unreadable;
    }
}
