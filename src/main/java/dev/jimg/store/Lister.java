package dev.jimg.store;

import dev.jimg.oci.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the listing, and makes it again only when something it was made from has changed. */
final class Lister {

    /** How coarse the times of file systems are at the worst (FAT): what outlives the process relies on them. */
    private static final Duration COARSEST = Duration.ofSeconds(2);

    private final Layout layout;
    private final Index index;
    private final ImageReader reader;
    private final LayerFactsFile layerFacts;
    private final DamageFile damage;
    private final ListingCache cache;
    private final SealedListing sealed;
    /** What is missing here after a sealed listing was read is read when it is needed. */
    private Index.Content content;
    private Presence presence;
    private ListingState state;
    private long factsVersion;
    private long damageVersion;
    /** Whether a change since it was made would be seen. */
    private boolean settled;
    private int blobs;
    private Listing listing;

    Lister(Layout layout, Index index, ImageReader reader, LayerFactsFile layerFacts, DamageFile damage) {
        this.layout = layout;
        this.index = index;
        this.reader = reader;
        this.layerFacts = layerFacts;
        this.damage = damage;
        this.cache = new ListingCache(layout.cache().resolve("listing"));
        this.sealed = new SealedListing(layout);
    }

    synchronized Listing list() {
        // The index before the blobs: they come before the entries that need them, so that none can look missing.
        ListingState now = new ListingState(index.stamp(), Presence.times(layout), layerFacts.stamp());
        long known = damage.refresh();
        if (listing != null && now.equals(state) && layerFacts.unsaved() == factsVersion && known == damageVersion
                && (settled || readsTheSame())) {
            return listing;
        }
        Optional<SealedListing.Content> kept = listing == null && damage.isNone() ? sealed.read(now) : Optional.empty();
        if (kept.isPresent()) {
            state = now;
            settled = true;
            blobs = kept.get().blobs();
            listing = kept.get().listing();
        } else {
            make(now);
        }
        damageVersion = known;
        return listing;
    }

    /** Whether only the index was read too soon after a change, and says the same when it is read again. */
    private boolean readsTheSame() {
        if (!presence.settled()) {
            return false;
        }
        Index.Content before = content;
        content = index.read();
        settled = content.settled(Presence.STEP);
        return content.stamp().equals(before.stamp()) && content.saysTheSame(before);
    }

    private void make(ListingState now) {
        if (content == null || !content.stamp().equals(now.index()) || !content.settled(Presence.STEP)) {
            content = index.read();
        }
        layerFacts.refresh();
        factsVersion = layerFacts.unsaved();
        cache.load();
        // After the index, see above.
        if (presence == null || !presence.holds(layout)) {
            presence = cache.presence(layout).filter(remembered -> remembered.holds(layout))
                    .orElseGet(() -> Presence.look(layout));
        }
        listing = new ListingBuilder(reader, layerFacts, damage, cache, presence).build(content);
        state = new ListingState(content.stamp(), presence.modified(), now.facts());
        settled = content.settled(Presence.STEP) && presence.settled();
        blobs = cache.refs().size();
        if (content.settled(COARSEST) && presence.settledSince(content.looked().minus(COARSEST)) && damage.isNone()) {
            sealed.write(state, blobs, listing);
        }
    }

    /**
     * Looks at the size of every blob that images need.
     *
     * @return those that have another than they should
     */
    synchronized Map<Digest, BlobState> ofWrongSize() {
        Map<Digest, BlobState> wrong = new LinkedHashMap<>();
        for (BlobRef ref : refs()) {
            BlobState.of(layout.blob(ref.digest())).filter(state -> state.size() != ref.size())
                    .ifPresent(state -> wrong.put(ref.digest(), state));
        }
        return wrong;
    }

    /**
     * After a sealed listing they are read for this once, and not kept. Where the file does not know them all, they are
     * learned again: nothing may pass for whole because nobody knew of it.
     */
    private List<BlobRef> refs() {
        if (content == null) {
            List<BlobRef> kept = ListingCache.readRefs(layout.cache().resolve("listing"));
            if (kept.size() >= blobs) {
                return kept;
            }
            make(state);
        }
        return cache.refs();
    }

    /** How many blobs images need. */
    synchronized int blobs() {
        return blobs;
    }

    /** What is remembered of a manifest; null if nothing is. */
    synchronized ImageFacts known(Digest manifest) {
        cache.load();
        return cache.get(manifest);
    }
}
