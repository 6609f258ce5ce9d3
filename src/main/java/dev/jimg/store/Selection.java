package dev.jimg.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a removal means for the entries that are there.
 *
 * @param names the names that are there and go
 * @param deleted the digests of entries of which nothing stays
 */
record Selection(Set<Reference> names, Set<Digest> deleted) {

    static Selection of(List<IndexEntry> entries, Removal removal) {
        Set<Reference> names = new LinkedHashSet<>();
        Map<Digest, Boolean> keepsName = new HashMap<>();
        for (IndexEntry entry : entries) {
            boolean goes = entry.name().filter(removal.names()::contains).isPresent();
            if (goes) {
                names.add(entry.name().get());
            }
            entry.pulledFrom().stream().filter(removal.names()::contains).forEach(names::add);
            boolean keeps = !goes && entry.name().filter(name -> name.tag().isPresent()).isPresent();
            keepsName.merge(entry.digest(), keeps, Boolean::logicalOr);
        }
        Set<Digest> deleted = new LinkedHashSet<>();
        for (Digest image : removal.images()) {
            if (Boolean.FALSE.equals(keepsName.get(image))) {
                deleted.add(image);
            }
        }
        return new Selection(names, deleted);
    }

    boolean isEmpty() {
        return names.isEmpty() && deleted.isEmpty();
    }

    /** Entries that are not meant stay as they are and where they are. */
    void applyTo(ArrayNode entries) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (isDeleted(entries.get(i))) {
                entries.remove(i);
            }
        }
        for (int i = entries.size() - 1; i >= 0; i--) {
            JsonNode entry = entries.get(i);
            if (!(entry instanceof ObjectNode object)) {
                continue;
            }
            EntryNames.removePulledFrom(object, names);
            if (EntryNames.name(entry).filter(names::contains).isPresent()) {
                Entries.dropName(entries, i, object);
            }
        }
    }

    private boolean isDeleted(JsonNode entry) {
        return deleted.stream().anyMatch(digest -> IndexEntry.is(entry, digest));
    }
}
