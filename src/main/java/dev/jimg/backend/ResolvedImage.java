package dev.jimg.backend;

import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.Layer;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a name of a registry stands for, for one platform.
 *
 * @param digest of the manifest or index that the name points at
 * @param platforms what the registry offers
 */
record ResolvedImage(Reference reference, Digest digest, Manifest manifest, ImageConfig config, Platform platform,
        List<Platform> platforms) {

    List<Layer> layers() {
        return Layer.of(manifest, config);
    }

    /** The layers, those that occur twice once: there is one blob to fetch. */
    List<Layer> distinctLayers() {
        Map<Digest, Layer> distinct = new LinkedHashMap<>();
        layers().forEach(layer -> distinct.putIfAbsent(layer.blob().digest(), layer));
        return List.copyOf(distinct.values());
    }

    /** Bytes of config and layers that came or would come over the wire. */
    Reference byDigest() {
        return reference.withDigest(digest);
    }
}
