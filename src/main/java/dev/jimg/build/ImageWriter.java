package dev.jimg.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Reference;
import dev.jimg.store.ImageStore;
import dev.jimg.store.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes an image of a stage that is done: config, manifest, names. */
final class ImageWriter {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ImageStore store;
    private final Lease lease;

    ImageWriter(ImageStore store, Lease lease) {
        this.store = store;
        this.lease = lease;
    }

    ImageId write(StageState state, BuildSpec spec) {
        Manifest manifest = state.untouched().orElseGet(() -> written(state));
        List<Optional<Reference>> names = new ArrayList<>(spec.tags().stream().map(Optional::of).toList());
        if (names.isEmpty()) {
            names.add(Optional.empty());
        }
        names.forEach(name -> store.images().add(manifest.descriptor(), name, List.of()));
        return manifest.imageId();
    }

    private Manifest written(StageState state) {
        state.config().root().put("created", state.times().created().toString());
        ImageConfig config = state.config().toImage();
        byte[] bytes = manifest(state, config);
        Manifest manifest = Manifest.parse(bytes);
        lease.protect(List.of(config.raw().digest(), manifest.digest()));
        store.blobs().put(config.raw().bytes());
        store.blobs().put(bytes);
        return manifest;
    }

    private static byte[] manifest(StageState state, ImageConfig config) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schemaVersion", 2);
        root.put("mediaType", MediaType.OCI_MANIFEST.value());
        root.set("config", descriptor(Descriptor.of(MediaType.OCI_CONFIG, config.raw().digest(), config.raw().size())));
        state.layers().forEach(layer -> {
            Descriptor blob = layer.blob();
            root.withArray("layers").add(descriptor(blob));
        });
        root.withArray("layers");
        try {
            return MAPPER.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON could not be written", e);
        }
    }

    private static ObjectNode descriptor(Descriptor blob) {
        return JsonNodeFactory.instance.objectNode().put("mediaType", blob.mediaType().value())
                .put("digest", blob.digest().toString()).put("size", blob.size());
    }
}
