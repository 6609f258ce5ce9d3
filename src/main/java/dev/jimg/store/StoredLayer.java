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
public record StoredLayer(Digest blob, long size, boolean present, Optional<LayerFacts> facts) {

    /** Bytes of its files, as docker counts them; as it travels, where another tool brought it and nobody measured it yet. */
    public long unpackedSize() {
        return facts.isPresent() ? facts.get().unpackedSize() : size;
    }

    /** Written out, see {@link Digest#equals}. */
    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof StoredLayer layer && blob.equals(layer.blob) && size == layer.size
                && present == layer.present && facts.equals(layer.facts);
    }

    @Override
    public int hashCode() {
        return blob.hashCode();
    }
}
