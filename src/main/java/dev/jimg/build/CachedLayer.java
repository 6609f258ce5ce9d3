package dev.jimg.build;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Layer;

/**
 * A layer that a step made.
 *
 * @param newest the time of the newest file in it, in seconds since 1970
 */
record CachedLayer(Descriptor blob, DiffId diffId, long newest) {

    Layer layer() {
        return new Layer(blob, diffId);
    }
}
