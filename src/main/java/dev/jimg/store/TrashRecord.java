package dev.jimg.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.Digest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One change of the index that can be taken back: all entries of the images it touched, as they were and as it left
 * them, whole, so that what other tools wrote into them comes back too.
 *
 * @param before the entries of the images touched, before the change
 * @param after those that the change left of them
 * @param blobs for each image of which no entry was left, what it needs: kept for as long as the record is
 */
record TrashRecord(String id, Instant at, Trashed.Operation operation, ArrayNode before, ArrayNode after,
        Map<Digest, Set<Digest>> blobs) {

    private static final int VERSION = 1;

    TrashRecord {
        blobs = Map.copyOf(blobs);
    }

    /** Which images a change touches, and what it does to them. Changes nothing. */
    static TrashRecord of(String id, Instant at, Trashed.Operation operation, ArrayNode entries,
            Consumer<ArrayNode> change, Map<Digest, Set<Digest>> blobs) {
        ArrayNode changed = entries.deepCopy();
        change.accept(changed);
        Map<String, ArrayNode> before = byDigest(entries);
        Map<String, ArrayNode> after = byDigest(changed);
        ArrayNode was = entries.arrayNode();
        ArrayNode is = entries.arrayNode();
        Set<String> digests = new LinkedHashSet<>(before.keySet());
        digests.addAll(after.keySet());
        for (String digest : digests) {
            ArrayNode none = entries.arrayNode();
            if (!before.getOrDefault(digest, none).equals(after.getOrDefault(digest, none))) {
                was.addAll(before.getOrDefault(digest, none));
                is.addAll(after.getOrDefault(digest, none));
            }
        }
        return new TrashRecord(id, at, operation, was, is, blobs);
    }

    private static Map<String, ArrayNode> byDigest(ArrayNode entries) {
        Map<String, ArrayNode> result = new LinkedHashMap<>();
        for (JsonNode entry : entries) {
            result.computeIfAbsent(entry.path("digest").asText(), digest -> entries.arrayNode()).add(entry);
        }
        return result;
    }

    /** Everything that the images it took away need. */
    Set<Digest> allBlobs() {
        Set<Digest> all = new HashSet<>();
        blobs.values().forEach(all::addAll);
        return all;
    }

    /** What is left of it when images went for good; empty if nothing of it can be taken back any more. */
    Optional<TrashRecord> without(Set<Digest> gone) {
        if (!mentions(before, gone) && !mentions(after, gone)) {
            return Optional.of(this);
        }
        if (operation == Trashed.Operation.TAG) {
            return Optional.empty();
        }
        Map<Digest, Set<Digest>> left = new LinkedHashMap<>(blobs);
        left.keySet().removeAll(gone);
        ArrayNode was = except(before, gone);
        return was.isEmpty() ? Optional.empty()
                : Optional.of(new TrashRecord(id, at, operation, was, except(after, gone), left));
    }

    private static boolean mentions(ArrayNode entries, Set<Digest> images) {
        for (JsonNode entry : entries) {
            if (images.stream().anyMatch(image -> IndexEntry.is(entry, image))) {
                return true;
            }
        }
        return false;
    }

    private static ArrayNode except(ArrayNode entries, Set<Digest> images) {
        ArrayNode left = entries.arrayNode();
        for (JsonNode entry : entries) {
            if (images.stream().noneMatch(image -> IndexEntry.is(entry, image))) {
                left.add(entry);
            }
        }
        return left;
    }

    byte[] json() {
        ObjectNode record = StoreJson.newObject();
        record.put("version", VERSION).put("at", at.toString())
                .put("operation", operation.name().toLowerCase(Locale.ROOT));
        record.set("before", before);
        record.set("after", after);
        ObjectNode needed = record.putObject("blobs");
        blobs.forEach((image, all) -> {
            ArrayNode list = needed.putArray(image.toString());
            all.stream().sorted().forEach(blob -> list.add(blob.toString()));
        });
        return StoreJson.write(record);
    }

    /** @throws UnreadableException if it is no record, or one of a later program */
    static TrashRecord parse(String id, ObjectNode json) throws UnreadableException {
        if (json.path("version").asInt() != VERSION) {
            throw new UnreadableException("its version is not known");
        }
        if (!(json.get("before") instanceof ArrayNode before) || !(json.get("after") instanceof ArrayNode after)
                || !(json.get("blobs") instanceof ObjectNode needed)) {
            throw new UnreadableException("a field is missing");
        }
        try {
            Map<Digest, Set<Digest>> blobs = new LinkedHashMap<>();
            needed.properties().forEach(image -> {
                Set<Digest> all = blobs.computeIfAbsent(Digest.parse(image.getKey()), key -> new HashSet<>());
                image.getValue().forEach(blob -> all.add(Digest.parse(blob.asText())));
            });
            return new TrashRecord(id, Instant.parse(json.path("at").asText()),
                    Trashed.Operation.valueOf(json.path("operation").asText().toUpperCase(Locale.ROOT)),
                    checked(before), checked(after), blobs);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new UnreadableException(e.getMessage());
        }
    }

    /** Only what can stand in an index may go back into it. */
    private static ArrayNode checked(ArrayNode entries) throws UnreadableException {
        for (JsonNode entry : entries) {
            Digest.parse(entry.path("digest").asText());
            if (entry.path("mediaType").asText().isEmpty() || !entry.path("size").canConvertToLong()
                    || entry.path("size").asLong() < 0) {
                throw new UnreadableException("an entry is no descriptor");
            }
        }
        return entries;
    }
}
