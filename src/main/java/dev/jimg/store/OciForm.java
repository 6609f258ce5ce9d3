package dev.jimg.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.MediaType;
import java.util.Optional;

/**
 * The OCI form of docker's manifests. An image layout holds OCI manifests, and skopeo does not find an entry that is
 * anything else; config and layers are the same bytes in both forms.
 *
 * <p>The form names its original in an annotation. So the original stays as long as the form does, and the image can be
 * handed on under the digest it came with.
 */
public final class OciForm {

    private static final String ORIGINAL = "dev.jimg.converted-from";
    private static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.";

    private OciForm() {}

    /** The manifest as a layout holds it: itself, or its OCI form. Equal for equal manifests. */
    public static Manifest of(Manifest manifest) {
        if (manifest.mediaType().equals(MediaType.OCI_MANIFEST)) {
            return manifest;
        }
        ObjectNode json = StoreJson.newObject();
        json.put("schemaVersion", 2);
        json.put("mediaType", MediaType.OCI_MANIFEST.value());
        put(json.putObject("config"), manifest.config(), configType(manifest.config().mediaType()));
        json.putArray("layers");
        manifest.layers().forEach(layer -> put(json.withArray("layers").addObject(), layer, layerType(layer.mediaType())));
        json.putObject("annotations").put(ORIGINAL, manifest.digest().toString());
        return Manifest.parse(StoreJson.write(json));
    }

    /** The manifest that this one is the form of. */
    static Optional<Digest> original(Manifest manifest) {
        try {
            return Optional.ofNullable(manifest.annotations().get(ORIGINAL)).map(Digest::parse);
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private static void put(ObjectNode json, Descriptor blob, MediaType type) {
        json.put("mediaType", type.value());
        json.put("digest", blob.digest().toString());
        json.put("size", blob.size());
        if (!blob.urls().isEmpty()) {
            blob.urls().forEach(url -> json.withArray("urls").add(url));
        }
    }

    private static MediaType configType(MediaType docker) {
        return docker.equals(MediaType.DOCKER_CONFIG) ? MediaType.OCI_CONFIG : docker;
    }

    private static MediaType layerType(MediaType docker) {
        if (!docker.value().startsWith(DOCKER_LAYER)) {
            return docker;
        }
        String kind = docker.value().substring(DOCKER_LAYER.length());
        return switch (kind) {
            case "diff.tar" -> MediaType.OCI_LAYER;
            case "diff.tar.gzip" -> MediaType.OCI_LAYER_GZIP;
            case "diff.tar.zstd" -> MediaType.OCI_LAYER_ZSTD;
            case "foreign.diff.tar" -> new MediaType("application/vnd.oci.image.layer.nondistributable.v1.tar");
            case "foreign.diff.tar.gzip" ->
                    new MediaType("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip");
            default -> docker;
        };
    }
}
