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
 * @param refName the name as it stands there, empty if it has none
 * @param name the name as a reference, complete
 */
record IndexEntry(MediaType mediaType, Digest digest, long size, String refName, Optional<Reference> name,
        List<Reference> pulledFrom) {

    static boolean is(JsonNode entry, Digest digest) {
        return entry.path("digest").asText().equals(digest.toString());
    }
}
