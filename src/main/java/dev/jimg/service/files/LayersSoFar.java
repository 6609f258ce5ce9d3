package dev.jimg.service.files;

import dev.jimg.files.LayerFiles;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an image's layers while they are being read, and at the end.
 *
 * @param layers the lowest first
 * @param together what all layers show together, or the first part of that, from an engine that prepares the layers: a
 *     preview, in which nothing tells what is whose, and which may miss what an engine lays over in a container. Empty
 *     where there is none; at the end there is none
 */
public record LayersSoFar(List<LayerSoFar> layers, Optional<LayerFiles> together) {

    public LayersSoFar {
        layers = List.copyOf(layers);
    }

    /** Without a preview. */
    public LayersSoFar(List<LayerSoFar> layers) {
        this(layers, Optional.empty());
    }

    /** All are read. */
    public static LayersSoFar of(ImageContents contents) {
        return new LayersSoFar(contents.layers().stream().map(LayerSoFar::whole).toList());
    }

    /** Of how many nothing more will be known. */
    public int read() {
        return (int) layers.stream().filter(LayerSoFar::over).count();
    }
}
