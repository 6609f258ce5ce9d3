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
 */
public record RemovalOutcome(List<Reference> untagged, List<Digest> deleted, List<Digest> blobs, long freed) {}
