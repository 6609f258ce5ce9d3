package dev.jimg.service.files;

import dev.jimg.files.LayerFiles;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an image's layers while others are still being read.
 *
 * @param layers the lowest first; empty where one is yet to be begun, and the first part of one that is being read
 * @param read how many of them are read to their end
 */
public record LayersSoFar(List<Optional<LayerFiles>> layers, int read) {

    public LayersSoFar {
        layers = List.copyOf(layers);
    }
}
