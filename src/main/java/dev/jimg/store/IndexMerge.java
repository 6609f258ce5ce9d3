package dev.jimg.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** What another tool did to the entries of an index, to be done to a later one. Doing it twice does no more. */
final class IndexMerge {

    private final Set<JsonNode> gone;
    private final Set<JsonNode> added;

    private IndexMerge(Set<JsonNode> gone, Set<JsonNode> added) {
        this.gone = gone;
        this.added = added;
    }

    /**
     * @param base what the tool read
     * @param theirs what it wrote
     */
    static IndexMerge of(ObjectNode base, ObjectNode theirs) {
        return new IndexMerge(without(base, theirs), without(theirs, base));
    }

    private static Set<JsonNode> without(ObjectNode index, ObjectNode other) {
        Set<JsonNode> result = new LinkedHashSet<>();
        index.path("manifests").forEach(result::add);
        other.path("manifests").forEach(result::remove);
        return result;
    }

    /** A name that both gave stays where it is; the image that they gave it to is there without one. */
    void applyTo(ArrayNode entries) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (gone.contains(entries.get(i))) {
                entries.remove(i);
            }
        }
        Set<JsonNode> here = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        Set<String> digests = new LinkedHashSet<>();
        for (JsonNode entry : entries) {
            here.add(entry);
            names.add(EntryNames.refName(entry));
            digests.add(entry.path("digest").asText());
        }
        names.remove("");
        for (JsonNode entry : added) {
            if (!names.contains(EntryNames.refName(entry))) {
                if (!here.contains(entry)) {
                    entries.add(entry.deepCopy());
                }
            } else if (entry instanceof ObjectNode object && !digests.contains(object.path("digest").asText())) {
                ObjectNode nameless = object.deepCopy();
                EntryNames.clearName(nameless);
                entries.add(nameless);
            }
        }
    }
}
