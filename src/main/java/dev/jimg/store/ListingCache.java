package dev.jimg.store;

import dev.jimg.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was learned of manifests, kept in {@code cache/listing}, so that a list of thousands reads one file.
 *
 * <p>A file that is missing, damaged or of another version is as good as an empty one. Not thread-safe.
 */
final class ListingCache {

    private final Path file;
    private final Map<Digest, ImageFacts> byManifest = new HashMap<>();
    private final Map<Digest, BlobRef> refs = new HashMap<>();
    private final List<BlobRef> byOrdinal = new ArrayList<>();
    private boolean loaded;
    private boolean changed;

    ListingCache(Path file) {
        this.file = file;
    }

    void load() {
        if (loaded) {
            return;
        }
        loaded = true;
        try {
            ListingCodec.read(Files.readAllBytes(file), this);
        } catch (IOException e) {
            byManifest.clear();
            refs.clear();
            byOrdinal.clear();
        }
        changed = false;
    }

    /** Null if nothing is known. */
    ImageFacts get(Digest manifest) {
        return byManifest.get(manifest);
    }

    void put(ImageFacts facts) {
        byManifest.put(facts.manifest(), facts);
        changed = true;
    }

    /** The one object for a blob. */
    BlobRef ref(Digest digest, long size, boolean foreign) {
        BlobRef known = refs.get(digest);
        if (known != null) {
            return known;
        }
        BlobRef ref = new BlobRef(byOrdinal.size(), digest, size, foreign);
        refs.put(digest, ref);
        byOrdinal.add(ref);
        return ref;
    }

    /** All blobs that were ever referred to, by ordinal. */
    List<BlobRef> refs() {
        return byOrdinal;
    }

    /**
     * Writes the file if it would say something new. Best effort: on a read-only or full disk the list is only slower
     * the next time.
     *
     * @param current what is worth keeping
     */
    void save(Collection<ImageFacts> current, Path temporary) {
        if (!changed) {
            return;
        }
        changed = false;
        try {
            if (!Files.isDirectory(file.getParent())) {
                Files.createDirectory(file.getParent());
            }
            Durable.replaceLoosely(file, temporary, ListingCodec.write(current));
        } catch (IOException e) {
            // See above.
        }
    }
}
