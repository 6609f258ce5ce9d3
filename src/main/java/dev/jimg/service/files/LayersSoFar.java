package dev.jimg.service.files;

import dev.jimg.files.LayerFiles;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an image's layers while others are still being read.
 *
 * @param layers the lowest first; empty where one is yet to be read
 */
public record LayersSoFar(List<Optional<LayerFiles>> layers) {

    public LayersSoFar {
        layers = List.copyOf(layers);
    }
}
