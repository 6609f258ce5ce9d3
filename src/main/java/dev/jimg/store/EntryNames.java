package dev.jimg.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Reference;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How the annotations of an entry in {@code index.json} name an image. */
final class EntryNames {

    /**
     * Where a registry has the image: {@code docker.io/library/nginx@sha256:…}, several separated by spaces. The digest
     * may be that of an index, of which only one platform's manifest is here.
     */
    static final String PULLED_FROM = "dev.jimg.pulled-from";

    /** What containerd and docker write the full name to, beside the bare tag in ref.name. */
    private static final String CONTAINERD_NAME = "io.containerd.image.name";

    private EntryNames() {}

    /** The text that other tools find the entry by, empty if it has none. */
    static String refName(JsonNode entry) {
        return annotation(entry, Descriptor.REF_NAME);
    }

    /**
     * The entry's name as a reference.
     *
     * <p>containerd's annotation counts only beside the tag it ends with, because tools that copy entries leave it
     * behind unchanged.
     *
     * @return empty if it has no name, or one that is no reference
     */
    static Optional<Reference> name(JsonNode entry) {
        String refName = refName(entry);
        if (refName.isEmpty()) {
            return Optional.empty();
        }
        String full = annotation(entry, CONTAINERD_NAME);
        String text = full.endsWith(":" + refName) ? full : refName;
        return Reference.tryParse(text).map(Reference::orLatest);
    }

    static List<Reference> pulledFrom(JsonNode entry) {
        String text = annotation(entry, PULLED_FROM);
        if (text.isEmpty()) {
            return List.of();
        }
        return List.of(text.split(" ")).stream().flatMap(part -> Reference.tryParse(part).stream())
                .filter(reference -> reference.digest().isPresent()).toList();
    }

    static void setName(ObjectNode entry, Reference name) {
        entry.withObjectProperty("annotations").put(Descriptor.REF_NAME, name.toString());
    }

    /** Takes the name away, containerd's too. */
    static void clearName(ObjectNode entry) {
        if (entry.get("annotations") instanceof ObjectNode annotations) {
            annotations.remove(List.of(Descriptor.REF_NAME, CONTAINERD_NAME));
        }
    }

    static void addPulledFrom(ObjectNode entry, List<Reference> sources) {
        Set<String> all = new LinkedHashSet<>();
        pulledFrom(entry).forEach(source -> all.add(source.toString()));
        sources.forEach(source -> all.add(source.toString()));
        if (!all.isEmpty()) {
            entry.withObjectProperty("annotations").put(PULLED_FROM, String.join(" ", all));
        }
    }

    static void removePulledFrom(ObjectNode entry, Set<Reference> gone) {
        List<Reference> before = pulledFrom(entry);
        List<String> after = before.stream().filter(source -> !gone.contains(source)).map(Reference::toString).toList();
        if (after.size() == before.size()) {
            return;
        }
        ObjectNode annotations = entry.withObjectProperty("annotations");
        if (after.isEmpty()) {
            annotations.remove(PULLED_FROM);
        } else {
            annotations.put(PULLED_FROM, String.join(" ", after));
        }
    }

    private static String annotation(JsonNode entry, String name) {
        return entry.path("annotations").path(name).asText("");
    }
}
