package dev.jimg.service.files;

import dev.jimg.oci.Layer;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import java.util.List;

/**
 * The layers of an image in its registry.
 *
 * @param reference as it was asked for
 * @param layers the lowest first
 */
public record RemoteContents(Reference reference, Platform platform, List<RemoteLayer> layers) {

    public RemoteContents {
        layers = List.copyOf(layers);
    }

    /**
     * @param createdBy the step of the history that made it; empty if none tells
     * @param known whether its files are known already, so that nothing need be fetched
     */
    public record RemoteLayer(Layer layer, String createdBy, boolean known) {}
}
