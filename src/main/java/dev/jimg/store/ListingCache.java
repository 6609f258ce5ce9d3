package dev.jimg.store;

import dev.jimg.oci.Digest;
import dev.jimg.transfer.ProcessMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was learned of manifests, and which blobs were here, kept in {@code cache/listing}, so that a list of thousands
 * reads one file.
 *
 * <p>A file that is missing, damaged or of another version is as good as an empty one. Not thread-safe.
 */
final class ListingCache {

    private final Path file;
    private final Map<Digest, ImageFacts> byManifest = new HashMap<>();
    private final List<BlobRef> byOrdinal = new ArrayList<>();
    /** Filled when it is first asked: a list of known images never does. */
    private Map<Said, BlobRef> refs;
    private List<Instant> lookedAt = List.of();
    private BitSet missing = new BitSet();
    private int looked;
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
            ListingCodec.read(Files.readAllBytes(file), this, true);
            looked = byOrdinal.size();
        } catch (IOException e) {
            byManifest.clear();
            byOrdinal.clear();
            lookedAt = List.of();
        }
        changed = false;
    }

    /** The blobs that the file knows, without the images that need them; none where it cannot be read. */
    static List<BlobRef> readRefs(Path file) {
        ListingCache cache = new ListingCache(file);
        try {
            ListingCodec.read(Files.readAllBytes(file), cache, false);
            return cache.byOrdinal;
        } catch (IOException e) {
            return List.of();
        }
    }

    /** For the codec: what the file says of a blob, in the order of the ordinals. */
    BlobRef loadRef(Digest digest, long size, boolean foreign, boolean isMissing) {
        BlobRef ref = new BlobRef(byOrdinal.size(), digest, size, foreign);
        byOrdinal.add(ref);
        missing.set(ref.ordinal(), isMissing);
        return ref;
    }

    /** For the codec: when the look at the blobs was; empty if there was none that holds. */
    void loadLook(List<Instant> modified) {
        lookedAt = modified;
    }

    /** What the file remembers of the blobs that are here. */
    Optional<Presence> presence(Layout layout) {
        return lookedAt.isEmpty() ? Optional.empty()
                : Optional.of(Presence.remembered(layout, lookedAt, looked, missing));
    }

    /** Null if nothing is known. */
    ImageFacts get(Digest manifest) {
        return byManifest.get(manifest);
    }

    void put(ImageFacts facts) {
        byManifest.put(facts.manifest().digest(), facts);
        changed = true;
    }

    /** What a descriptor says of a blob. */
    record Said(Digest digest, long size, boolean foreign) {
        static Said of(BlobRef ref) {
            return new Said(ref.digest(), ref.size(), ref.foreign());
        }
    }

    /** The one object for a blob of which this is said. */
    BlobRef ref(Digest digest, long size, boolean foreign) {
        if (refs == null) {
            refs = new HashMap<>();
            byOrdinal.forEach(ref -> refs.put(Said.of(ref), ref));
        }
        Said said = new Said(digest, size, foreign);
        BlobRef known = refs.get(said);
        if (known != null) {
            return known;
        }
        BlobRef ref = new BlobRef(byOrdinal.size(), digest, size, foreign);
        refs.put(said, ref);
        byOrdinal.add(ref);
        return ref;
    }

    /** All blobs that were ever referred to, by ordinal. */
    List<BlobRef> refs() {
        return byOrdinal;
    }

    /**
     * Writes the file if it would say something new. Best effort: on a read-only or full disk the list is only slower
     * the next time. A place where there never was an image is left as it is.
     *
     * @param current what is worth keeping
     */
    void save(Collection<ImageFacts> current, Presence presence) {
        boolean newLook = presence.settled() && !presence.modified().equals(lookedAt);
        if (!changed && !newLook || current.isEmpty() && byManifest.isEmpty()) {
            return;
        }
        changed = false;
        try {
            if (!Files.isDirectory(file.getParent())) {
                Files.createDirectory(file.getParent());
            }
            Path temporary = file.resolveSibling(
                    "listing-" + ProcessMark.own() + "-" + Thread.currentThread().getId());
            Durable.replaceLoosely(file, temporary, ListingCodec.write(current, presence));
            // What is in memory keeps its own ordinals; only whether the file is up to date is noted.
            lookedAt = presence.settled() ? presence.modified() : List.of();
            looked = 0;
        } catch (IOException e) {
            // See above.
        }
    }
}
