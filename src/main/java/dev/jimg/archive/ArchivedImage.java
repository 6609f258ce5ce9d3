package dev.jimg.archive;

import dev.jimg.oci.ImageIndex;
import dev.jimg.oci.Reference;
import java.util.List;
import java.util.Optional;

/**
 * What one name of an archive, or several, stand for.
 *
 * @param names may be empty
 * @param index the index around the manifests, where it has more than one of them here
 * @param manifests at least one; the one that suits this machine best is the first
 */
public record ArchivedImage(List<Reference> names, Optional<ImageIndex> index, List<ArchivedManifest> manifests) {

    public ArchivedImage {
        names = List.copyOf(names);
        manifests = List.copyOf(manifests);
    }
}
