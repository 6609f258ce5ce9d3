package dev.jimg.store;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import java.util.List;

/**
 * What a removal did, or would do.
 *
 * @param untagged the names that went
 * @param deleted the entries that went
 * @param blobs the blobs that went: manifests, configs, layers
 * @param freed bytes of these blobs
 * @param kept bytes that the trash keeps instead, for as long as the removal can be taken back
 * @param undoable whether it can be taken back
 */
public record RemovalOutcome(List<Reference> untagged, List<Digest> deleted, List<Digest> blobs, long freed, long kept,
        boolean undoable) {

    /** The same with the blobs in the trash. */
    RemovalOutcome asKept() {
        return new RemovalOutcome(untagged, deleted, List.of(), 0, freed, true);
    }
}
