package dev.jimg.backend.shared;

import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.Layer;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.store.Listing;
import dev.jimg.store.OciForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a name of a registry stands for, for one platform.
 *
 * @param digest of the manifest or index that the name points at
 * @param platforms what the registry offers
 */
public record ResolvedImage(Reference reference, Digest digest, Manifest manifest, ImageConfig config, Platform platform,
        List<Platform> platforms) {

    /**
     * The layers to fetch, the lowest first; one that occurs twice is one blob, and here once.
     *
     * <p>Foreign layers stay where their publisher keeps them (image spec, «Non-distributable layers»), as other tools
     * that write image layouts leave them.
     */
    public List<Layer> distinctLayers() {
        Map<Digest, Layer> distinct = new LinkedHashMap<>();
        for (Layer layer : Layer.of(manifest, config)) {
            if (!layer.blob().mediaType().isForeignLayer()) {
                distinct.putIfAbsent(layer.blob().digest(), layer);
            }
        }
        return List.copyOf(distinct.values());
    }

    /** The manifest in the form in which the store holds it. */
    public Manifest stored() {
        return OciForm.of(manifest);
    }

    /** Whether the name already stands for this image here, and all of it is here. */
    public boolean isIn(Listing listing) {
        return listing.allNamed(reference).stream().anyMatch(
                image -> image.manifest().equals(stored().digest()) && image.damage().isEmpty());
    }

    /** What it is called by digest in its repository. */
    public Reference byDigest() {
        return reference.withDigest(digest);
    }
}
