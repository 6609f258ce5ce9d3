package dev.jimg.service.diff;

import dev.jimg.oci.ImageId;
import dev.jimg.service.files.RemoteContents;
import java.util.List;
import java.util.Optional;

/**
 * What there is to compare of an image, but for its files.
 *
 * @param layers the lowest first
 * @param remote how its layers are had; empty for an image that is here
 */
public record ImageOutline(DiffSide side, ImageId id, List<ConfigItem> config, List<LayerOutline> layers,
        Optional<RemoteContents> remote) {

    public ImageOutline {
        config = List.copyOf(config);
        layers = List.copyOf(layers);
    }
}
