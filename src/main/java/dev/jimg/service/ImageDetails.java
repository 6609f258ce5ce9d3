package dev.jimg.service;

import dev.jimg.oci.Layer;
import java.util.List;

/**
 * Everything that is known of one image.
 *
 * @param json the object that {@code docker image inspect} prints, as JSON text
 * @param layers the layers, the lowest first; empty where the backend does not know the blobs
 */
public record ImageDetails(ImageSummary summary, String json, List<Layer> layers) {}
