package dev.jimg.store;

import dev.jimg.oci.Digest;
import java.util.Optional;

/**
 * One layer of an image here.
 *
 * @param size bytes of the blob, as the manifest says
 * @param present whether the blob is here
 * @param facts what is remembered of its content
 */
public record StoredLayer(Digest blob, long size, boolean present, Optional<LayerFacts> facts) {}
