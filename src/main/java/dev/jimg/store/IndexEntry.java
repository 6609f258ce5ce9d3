package dev.jimg.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.oci.Digest;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Reference;
import java.util.List;
import java.util.Optional;

/**
 * One entry of {@code index.json}, as far as it is understood.
 *
 * @param name the name as a reference, complete; empty if it has none or none that is one
 * @param otherName the name that stands there and is no reference, else empty
 */
record IndexEntry(MediaType mediaType, Digest digest, long size, Optional<Reference> name, String otherName,
        List<Reference> pulledFrom) {

    static boolean is(JsonNode entry, Digest digest) {
        return entry.path("digest").asText().equals(digest.toString());
    }
}
