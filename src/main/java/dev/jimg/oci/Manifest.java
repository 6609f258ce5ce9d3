package dev.jimg.oci;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One image: a config and its layers, the lowest first (OCI image spec, «Image Manifest»; docker's schema 2).
 *
 * @param artifactType set where this is not a container image but some other artifact
 */
public record Manifest(RawDocument raw, MediaType mediaType, Descriptor config, List<Descriptor> layers,
        Map<String, String> annotations, Optional<String> artifactType) implements ManifestDocument {

    public Manifest {
        layers = List.copyOf(layers);
        annotations = Map.copyOf(annotations);
    }

    /** @throws MalformedException if the bytes are anything but a manifest */
    public static Manifest parse(byte[] bytes) {
        ManifestDocument document = ManifestDocument.parse(bytes, Optional.empty());
        if (document instanceof Manifest manifest) {
            return manifest;
        }
        throw new MalformedException("invalid manifest " + document.digest() + ": it is an index");
    }

    static Manifest read(RawDocument raw, MediaType type, JsonNode root) {
        JsonFields fields = new JsonFields(root, "manifest " + raw.digest());
        return new Manifest(raw, type, fields.requiredObject("config").descriptor(),
                fields.objects("layers").stream().map(JsonFields::descriptor).toList(),
                fields.textMap("annotations"), fields.text("artifactType"));
    }

    /** The identity of the image. */
    public ImageId imageId() {
        return new ImageId(config.digest());
    }

    /** Whether this is a container image, and not another artifact (a chart, a signature) in the same format. */
    public boolean isImage() {
        return config.mediaType().isImageConfig();
    }

    /** Bytes of all layers as they travel. */
    public long layersSize() {
        return layers.stream().mapToLong(Descriptor::size).sum();
    }
}
