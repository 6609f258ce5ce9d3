package dev.jimg.archive;

import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.Reference;
import java.util.List;

/**
 * An image to be written to an archive.
 *
 * @param manifest with the layers as they are kept
 * @param names with tags; may be empty
 * @param tarSizes bytes of each layer once unpacked, the lowest first: a tar says the size before the bytes
 */
public record SavedImage(Manifest manifest, ImageConfig config, List<Reference> names, List<Long> tarSizes) {

    public SavedImage {
        names = List.copyOf(names);
        tarSizes = List.copyOf(tarSizes);
    }
}
