package dev.jimg.store;

import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An image as the listing knows it. An image with several names is one of these.
 *
 * <p>Two manifests may have the same config (one compressed anew): then there are two of these with one ID.
 *
 * @param id the digest of the config; where the manifest cannot be read, which is damage, the digest of the entry
 * @param entry what {@code index.json} points at: the manifest, or an index around it
 * @param manifest the manifest; of an index, the one for this machine, else the first that is here
 * @param original the digest of the manifest in registries: that of docker's, where the manifest is the OCI form of one
 * @param tags its names with a tag, sorted
 * @param digests its names by digest, sorted: where registries have it
 * @param otherNames what other tools call it that is no reference
 * @param created the epoch if it does not say
 * @param layers the lowest first
 * @param unique bytes on this disk that only this image needs
 * @param damage what is wrong with it here, if anything
 * @param flaws the same, blob by blob
 */
public record StoredImage(ImageId id, Digest entry, Digest manifest, Digest original, List<Reference> tags,
        List<Reference> digests, List<String> otherNames, Instant created, Platform platform, List<StoredLayer> layers, long unique,
        Optional<String> damage, List<Flaw> flaws) {

    public StoredImage {
        flaws = List.copyOf(flaws);
    }

    /** Whether its manifest and its config can be read. */
    public boolean readable() {
        return flaws.stream().allMatch(flaw -> flaw.part() == Flaw.Part.LAYER);
    }

    /** Whether nothing calls it by a name that could be tagged anew: what a prune takes. */
    public boolean dangling() {
        return tags.isEmpty() && otherNames.isEmpty();
    }

    /** Bytes of the unpacked file systems, all layers, as docker counts them; -1 if a layer was not measured yet. */
    public long unpackedSize() {
        long sum = 0;
        for (StoredLayer layer : layers) {
            if (layer.facts().isEmpty()) {
                return -1;
            }
            sum += layer.facts().get().unpackedSize();
        }
        return sum;
    }

    /** Bytes of its layers as they travel. */
    public long layersSize() {
        long sum = 0;
        for (StoredLayer layer : layers) {
            sum += layer.size();
        }
        return sum;
    }
}
