package dev.jimg.store;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import java.util.Set;

/**
 * What is to go.
 *
 * @param names names to take away, tags or digests (where registries have it); an image that loses its last one stays,
 *     dangling, unless it is in {@code images}
 * @param images entries ({@link StoredImage#entry}) to delete with the blobs that nothing else needs; one that still
 *     has a tag which is not in {@code names} stays
 */
public record Removal(Set<Reference> names, Set<Digest> images) {

    public Removal {
        names = Set.copyOf(names);
        images = Set.copyOf(images);
    }
}
