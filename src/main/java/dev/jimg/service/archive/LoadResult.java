package dev.jimg.service.archive;

import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import java.util.List;
import java.util.Optional;

/**
 * What came out of an archive.
 *
 * @param notices what the backend said beside, a line each: {@code The image x already exists, renaming the old one …}
 */
public record LoadResult(List<Loaded> images, List<String> notices) {

    /**
     * @param name the tag it has now; empty if the archive gave it none
     * @param id empty where an engine tells only the name
     */
    public record Loaded(Optional<Reference> name, Optional<ImageId> id) {}
}
