package dev.jimg.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a change of the entries back, unless the world moved on. A name moved on when it stands for an image now that
 * it stood for neither before the change nor after it; nothing is taken back then, rather than a part of it.
 *
 * <p>What others did meanwhile to other names, or in the same sense, stays.
 */
final class Reversal {

    private final TrashRecord record;
    private final Map<String, ObjectNode> before;
    private final Map<String, ObjectNode> after;

    Reversal(TrashRecord record) {
        this.record = record;
        this.before = byName(record.before());
        this.after = byName(record.after());
    }

    /** The names that the change gave, moved or took. */
    List<String> names() {
        Set<String> all = new LinkedHashSet<>(before.keySet());
        all.addAll(after.keySet());
        return all.stream().filter(name -> !Objects.equals(digest(before.get(name)), digest(after.get(name))))
                .toList();
    }

    /** The images of which the change left no entry. */
    List<String> deleted() {
        Set<String> digests = digests(record.before());
        digests.removeAll(digests(record.after()));
        return List.copyOf(digests);
    }

    /** Why it cannot be taken back, if it cannot. */
    Optional<String> obstacle(ArrayNode now) {
        Map<String, ObjectNode> names = byName(now);
        Set<String> here = digests(now);
        List<String> deleted = deleted();
        for (String name : names()) {
            String was = digest(before.get(name));
            String is = digest(names.get(name));
            if (is != null && !is.equals(was) && !is.equals(digest(after.get(name)))) {
                return Optional.of(shown(name) + " is the name of another image by now");
            }
            if (was != null && !here.contains(was) && !deleted.contains(was)) {
                return Optional.of("the image that was " + shown(name) + " is gone by now");
            }
        }
        return Optional.empty();
    }

    /** Whether there is anything left to take back. */
    boolean changes(ArrayNode now) {
        ArrayNode copy = now.deepCopy();
        applyTo(copy);
        return !copy.equals(now);
    }

    void applyTo(ArrayNode now) {
        for (String name : names()) {
            String was = digest(before.get(name));
            String is = digest(byName(now).get(name));
            if (!Objects.equals(was, is)) {
                take(now, name);
                if (was != null) {
                    give(now, before.get(name));
                }
            }
        }
        List<String> deleted = deleted();
        for (JsonNode entry : record.before()) {
            if (key(entry).isEmpty() && deleted.contains(digest(entry)) && !digests(now).contains(digest(entry))) {
                now.add(entry.deepCopy());
            }
        }
        giveSources(now);
    }

    private static void take(ArrayNode now, String name) {
        for (int i = now.size() - 1; i >= 0; i--) {
            if (now.get(i) instanceof ObjectNode entry && key(entry).equals(name)) {
                Entries.dropName(now, i, entry);
            }
        }
    }

    /** Into the entry that the image has without a name, if it has one. */
    private static void give(ArrayNode now, ObjectNode entry) {
        ObjectNode back = entry.deepCopy();
        for (int i = 0; i < now.size(); i++) {
            if (Objects.equals(digest(now.get(i)), digest(entry)) && key(now.get(i)).isEmpty()) {
                EntryNames.addPulledFrom(back, EntryNames.pulledFrom(now.get(i)));
                now.set(i, back);
                return;
            }
        }
        now.add(back);
    }

    /** Names by digest of images that are still here, which the change took away. */
    List<Reference> lostSources() {
        return digests(record.after()).stream().flatMap(image -> lostSources(image).stream()).toList();
    }

    private Set<Reference> lostSources(String image) {
        Set<Reference> lost = new LinkedHashSet<>(sources(record.before(), image));
        lost.removeAll(sources(record.after(), image));
        return lost;
    }

    /** Where registries have the images, as far as the change took that away. */
    private void giveSources(ArrayNode now) {
        for (String image : digests(record.before())) {
            Set<Reference> lost = lostSources(image);
            lost.removeAll(sources(now, image));
            if (lost.isEmpty()) {
                continue;
            }
            for (JsonNode entry : now) {
                if (entry instanceof ObjectNode object && image.equals(digest(entry))) {
                    EntryNames.addPulledFrom(object, new ArrayList<>(lost));
                    break;
                }
            }
        }
    }

    private static Set<Reference> sources(ArrayNode entries, String image) {
        Set<Reference> all = new HashSet<>();
        entries.forEach(entry -> {
            if (image.equals(digest(entry))) {
                all.addAll(EntryNames.pulledFrom(entry));
            }
        });
        return all;
    }

    private static Map<String, ObjectNode> byName(ArrayNode entries) {
        Map<String, ObjectNode> result = new LinkedHashMap<>();
        for (JsonNode entry : entries) {
            if (entry instanceof ObjectNode object && !key(entry).isEmpty()) {
                result.putIfAbsent(key(entry), object);
            }
        }
        return result;
    }

    private static Set<String> digests(ArrayNode entries) {
        Set<String> result = new LinkedHashSet<>();
        entries.forEach(entry -> result.add(digest(entry)));
        return result;
    }

    private static String digest(JsonNode entry) {
        return entry == null ? null : entry.path("digest").asText();
    }

    private static String key(JsonNode entry) {
        return EntryNames.name(entry).map(Reference::toString).orElseGet(() -> EntryNames.refName(entry));
    }

    static String shown(String name) {
        return Reference.tryParse(name).map(Reference::familiar).orElse(name);
    }

    /** Of the images that were deleted and are not here, those of which blobs are missing. */
    List<Digest> incomplete(ArrayNode now, BlobStore blobs) {
        Set<String> here = digests(now);
        return record.blobs().entrySet().stream().filter(image -> !here.contains(image.getKey().toString()))
                .filter(image -> image.getValue().stream().anyMatch(blob -> blobs.size(blob) < 0))
                .map(Map.Entry::getKey).toList();
    }
}
