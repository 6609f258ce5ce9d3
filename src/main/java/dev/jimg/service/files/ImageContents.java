package dev.jimg.service.files;

import dev.jimg.files.LayerFiles;
import java.util.List;

/**
 * The files of an image.
 *
 * @param layers the lowest first
 */
public record ImageContents(List<LayerFiles> layers) {

    public ImageContents {
        layers = List.copyOf(layers);
    }
}
