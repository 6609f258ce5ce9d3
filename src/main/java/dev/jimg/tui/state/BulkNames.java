package dev.jimg.tui.state;

import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Reference;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * New names for several images, made by one rule out of a text: {@code host/team/} goes before the names they have,
 * without their registry; any other is a repository, in which they keep their tags.
 *
 * @param text as it was typed
 */
record BulkNames(String text) {

    private static final String HUB = "docker.io";
    private static final String OFFICIAL = "library/";

    /** What the image would be called; empty for one that has no tag, or if the text is no name. */
    Optional<Reference> of(ImageRow row) {
        if (row.tag().isEmpty() || problem().isPresent()) {
            return Optional.empty();
        }
        Reference now = row.tag().get();
        String base = text.endsWith("/") ? text + path(now) : text;
        return Reference.tryParse(base).map(name -> name.withTag(row.tagText()));
    }

    private static String path(Reference name) {
        boolean official = name.domain().equals(HUB) && name.path().startsWith(OFFICIAL);
        return official ? name.path().substring(OFFICIAL.length()) : name.path();
    }

    /** Why the text cannot be used. */
    Optional<Text> problem() {
        try {
            Reference read = Reference.parse(text.endsWith("/") ? text + "x" : text);
            return read.tag().isPresent() || read.digest().isPresent() ? Optional.of(Text.of("bulk.keeps-tags"))
                    : Optional.empty();
        } catch (MalformedException e) {
            return Optional.of(Said.text(e.getMessage()));
        }
    }

    /** The name that two of the images would get. */
    Optional<Reference> twice(List<ImageRow> rows) {
        Set<Reference> seen = new HashSet<>();
        return rows.stream().flatMap(row -> of(row).stream()).filter(name -> !seen.add(name)).findFirst();
    }
}
