package dev.jimg.service.archive;

import dev.jimg.oci.Platform;
import java.util.Optional;

/**
 * @param platform which image of an index; empty for all that is there
 * @param packing of the layers of docker's archives; those of an OCI layout stay as its manifests say, and an engine keeps
 *     all of them its own way
 */
public record LoadRequest(Optional<Platform> platform, LayerPacking packing) {

    public static final LoadRequest EVERYTHING = new LoadRequest(Optional.empty(), LayerPacking.NONE);
}
