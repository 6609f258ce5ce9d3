package dev.jimg.backend.shared;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.Layer;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.ManifestDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a name stands for, to be handed on byte for byte.
 *
 * @param root the manifest, or the index
 * @param images the manifests that belong to it: the root itself, or those of the index
 * @param layers all layers that travel, in the order docker shows them (the topmost first), by the name it shows
 */
public record Parcel(ManifestDocument root, List<Manifest> images, Map<Descriptor, String> layers) {

    public Parcel {
        images = List.copyOf(images);
        layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
    }

    /** An image alone. */
    public static Parcel of(Manifest image, Optional<ImageConfig> config) {
        return new Parcel(image, List.of(image), layers(image, config));
    }

    /**
     * An image's layers.
     *
     * <p>Foreign ones stay where their publisher keeps them (image spec, «Non-distributable layers»).
     *
     * @param config names the layers by their DiffIDs, as docker does; their digests name them where there is none
     */
    public static Map<Descriptor, String> layers(Manifest image, Optional<ImageConfig> config) {
        Map<Descriptor, String> names = new LinkedHashMap<>();
        if (config.isPresent()) {
            for (Layer layer : Layer.of(image, config.get())) {
                names.put(layer.blob(), layer.diffId().digest().shortHex());
            }
        } else {
            image.layers().forEach(layer -> names.put(layer, layer.digest().shortHex()));
        }
        List<Map.Entry<Descriptor, String>> topFirst = new ArrayList<>(names.entrySet());
        Collections.reverse(topFirst);
        Map<Descriptor, String> layers = new LinkedHashMap<>();
        topFirst.stream().filter(layer -> !layer.getKey().mediaType().isForeignLayer())
                .forEach(layer -> layers.put(layer.getKey(), layer.getValue()));
        return layers;
    }
}
