package dev.jimg.backend.shared;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.Layer;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a name of a registry stands for, for one platform, with its config. */
public record ResolvedImage(ResolvedManifest found, ImageConfig config) {

    public Reference reference() {
        return found.reference();
    }

    /** Of the manifest or index that the name points at. */
    public Digest digest() {
        return found.digest();
    }

    public Manifest manifest() {
        return found.manifest();
    }

    public Platform platform() {
        return config.platform();
    }

    /** What the registry offers. */
    public List<Platform> platforms() {
        return found.offered().isEmpty() ? List.of(platform()) : found.offered();
    }

    /**
     * The layers to fetch, see {@link ResolvedManifest#distinctLayers}, each with the first DiffID that the config has
     * for it.
     */
    public List<Layer> distinctLayers() {
        Map<Descriptor, Layer> byBlob = new HashMap<>();
        Layer.of(manifest(), config).forEach(layer -> byBlob.putIfAbsent(layer.blob(), layer));
        return found.distinctLayers().stream().map(byBlob::get).toList();
    }
}
