package dev.jimg.store;

import java.time.Instant;
import java.util.List;

/**
 * What a listing was made from, beside the blobs that their digests name: where this is the same, so is the listing.
 *
 * @param index {@code index.json}
 * @param blobs when the directories of blobs were changed last, by algorithm: which blobs are here
 * @param facts {@code cache/layers}; what it says is true of a digest for ever, so that its stamp need not be settled
 */
record ListingState(FileStamp index, List<Instant> blobs, FileStamp facts) {

    /** Written out, see {@link FileStamp#equals}. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ListingState state && index.equals(state.index) && blobs.equals(state.blobs)
                && facts.equals(state.facts);
    }

    @Override
    public int hashCode() {
        return index.hashCode();
    }
}
