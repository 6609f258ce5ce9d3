package dev.jimg.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Reference;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How the annotations of an entry in {@code index.json} name an image. */
final class EntryNames {

    /**
     * Where a registry has the image: {@code docker.io/library/nginx@sha256:…}, several separated by spaces. The digest
     * may be that of an index, of which only one platform's manifest is here.
     */
    static final String PULLED_FROM = "dev.jimg.pulled-from";

    /** What containerd and docker write the full name to, beside the bare tag in ref.name. */
    static final String CONTAINERD_NAME = "io.containerd.image.name";

    private EntryNames() {}

    /** The text that other tools find the entry by, empty if it has none. */
    static String refName(JsonNode entry) {
        return annotation(entry, Descriptor.REF_NAME);
    }

    static Optional<Reference> name(JsonNode entry) {
        return name(refName(entry), annotation(entry, CONTAINERD_NAME));
    }

    /**
     * An entry's name as a reference.
     *
     * <p>containerd's annotation counts only beside the tag it ends with, because tools that copy entries leave it
     * behind unchanged.
     *
     * @return empty if it has no name, or one that is no reference
     */
    static Optional<Reference> name(String refName, String containerdName) {
        if (refName.isEmpty()) {
            return Optional.empty();
        }
        String text = containerdName.endsWith(":" + refName) ? containerdName : refName;
        return Reference.tryParse(text).map(Reference::orLatest);
    }

    static List<Reference> pulledFrom(JsonNode entry) {
        return pulledFrom(annotation(entry, PULLED_FROM));
    }

    static List<Reference> pulledFrom(String annotation) {
        if (annotation.isEmpty()) {
            return List.of();
        }
        return Stream.of(annotation.split(" ")).flatMap(part -> Reference.tryParse(part).stream())
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
        if (before.stream().noneMatch(gone::contains)) {
            return;
        }
        entry.withObjectProperty("annotations").remove(PULLED_FROM);
        addPulledFrom(entry, before.stream().filter(source -> !gone.contains(source)).toList());
    }

    private static String annotation(JsonNode entry, String name) {
        return entry.path("annotations").path(name).asText("");
    }
}
