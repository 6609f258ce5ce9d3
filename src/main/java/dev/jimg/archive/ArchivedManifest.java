package dev.jimg.archive;

import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.Layer;
import dev.jimg.oci.Manifest;
import java.util.List;
import java.util.Optional;

/**
 * One image of an archive, all parts of which are there. That its layers are those of the config is not known yet.
 *
 * @param docker it came as docker writes it, without a manifest that anyone could have signed: another manifest of the
 *     same config is as good
 * @param layers the lowest first
 * @param blobs the bytes of each layer; empty for a foreign one, which need not be there
 */
public record ArchivedManifest(Manifest manifest, ImageConfig config, boolean docker, List<Layer> layers,
        List<Optional<ArchivedBlob>> blobs) {

    public ArchivedManifest {
        layers = List.copyOf(layers);
        blobs = List.copyOf(blobs);
    }
}
