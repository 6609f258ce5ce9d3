package dev.jimg.archive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** OCI manifests for images that have none, or get other layer blobs. The same bytes for the same image. */
public final class Manifests {

    private Manifests() {}

    /** @param layers the lowest first; only type, digest, size and URLs of a descriptor are written */
    public static Manifest of(Descriptor config, List<Descriptor> layers) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schemaVersion", 2);
        json.put("mediaType", MediaType.OCI_MANIFEST.value());
        put(json.putObject("config"), config);
        json.putArray("layers");
        layers.forEach(layer -> put(json.withArray("layers").addObject(), layer));
        return Manifest.parse(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** How a layer that is packed so is called; null for what the specification has no name for. */
    public static MediaType layerType(Compression compression) {
        return switch (compression) {
            case NONE -> MediaType.OCI_LAYER;
            case GZIP -> MediaType.OCI_LAYER_GZIP;
            case ZSTD -> MediaType.OCI_LAYER_ZSTD;
            case XZ, BZIP2 -> null;
        };
    }

    static void put(ObjectNode json, Descriptor blob) {
        json.put("mediaType", blob.mediaType().value());
        json.put("digest", blob.digest().toString());
        json.put("size", blob.size());
        if (!blob.urls().isEmpty()) {
            blob.urls().forEach(json.putArray("urls")::add);
        }
    }
}
