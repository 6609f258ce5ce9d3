package dev.jimg.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import java.util.List;
import java.util.Optional;

/** Changes of the list of entries: one entry a name, and one without a name for an image that has none. */
final class Entries {

    private Entries() {}

    /** Gives an image a name and a source, or none; what had the name before loses it. */
    static void put(ArrayNode entries, Descriptor image, Optional<Reference> name, List<Reference> pulledFrom) {
        name.ifPresent(taken -> takeAway(entries, taken, image.digest()));
        ObjectNode entry = place(entries, image.digest(), name)
                .orElseGet(() -> entries.addObject().put("mediaType", image.mediaType().value())
                        .put("digest", image.digest().toString()).put("size", image.size()));
        name.ifPresent(given -> EntryNames.setName(entry, given));
        EntryNames.addPulledFrom(entry, pulledFrom);
    }

    /** Makes entries of one digest those of another image, with all their names. */
    static void convert(ArrayNode entries, Digest from, Descriptor to) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i) instanceof ObjectNode entry && IndexEntry.is(entry, from)) {
                entry.put("mediaType", to.mediaType().value()).put("digest", to.digest().toString())
                        .put("size", to.size());
                if (EntryNames.refName(entry).isEmpty()) {
                    dropName(entries, i, entry);
                }
            }
        }
    }

    /** The entry to write a name into: the one that has it, else one that has none. */
    private static Optional<ObjectNode> place(ArrayNode entries, Digest digest, Optional<Reference> name) {
        Optional<ObjectNode> free = Optional.empty();
        for (JsonNode entry : entries) {
            if (!(entry instanceof ObjectNode object) || !IndexEntry.is(entry, digest)) {
                continue;
            }
            if (name.isEmpty() || EntryNames.name(entry).equals(name)) {
                return Optional.of(object);
            }
            if (EntryNames.refName(entry).isEmpty()) {
                free = Optional.of(object);
            }
        }
        return free;
    }

    private static void takeAway(ArrayNode entries, Reference name, Digest keeper) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            JsonNode entry = entries.get(i);
            if (entry instanceof ObjectNode object && EntryNames.name(entry).filter(name::equals).isPresent()
                    && !IndexEntry.is(entry, keeper)) {
                dropName(entries, i, object);
            }
        }
    }

    /** An image that has other entries loses this one; its last entry only loses the name. */
    static void dropName(ArrayNode entries, int place, ObjectNode entry) {
        String digest = entry.path("digest").asText();
        Optional<ObjectNode> other = Optional.empty();
        for (int i = 0; i < entries.size(); i++) {
            if (i != place && entries.get(i) instanceof ObjectNode object
                    && object.path("digest").asText().equals(digest)) {
                other = Optional.of(object);
            }
        }
        if (other.isEmpty()) {
            EntryNames.clearName(entry);
        } else {
            EntryNames.addPulledFrom(other.get(), EntryNames.pulledFrom(entry));
            entries.remove(place);
        }
    }
}
