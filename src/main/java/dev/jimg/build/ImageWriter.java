package dev.jimg.build;

import dev.jimg.archive.Manifests;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Layer;
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
        Manifest manifest = Manifests.of(
                Descriptor.of(MediaType.OCI_CONFIG, config.raw().digest(), config.raw().size()),
                state.layers().stream().map(Layer::blob).toList());
        lease.protect(List.of(config.raw().digest(), manifest.digest()));
        store.blobs().put(config.raw().bytes());
        store.blobs().put(manifest.raw().bytes());
        return manifest;
    }
}
