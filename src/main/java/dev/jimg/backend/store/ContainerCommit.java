package dev.jimg.backend.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.archive.LayerMeasurement;
import dev.jimg.archive.LayerMeter;
import dev.jimg.archive.LayerWatch;
import dev.jimg.archive.Manifests;
import dev.jimg.archive.ParallelGzip;
import dev.jimg.build.ConfigChanges;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Layer;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.container.CommitRequest;
import dev.jimg.store.BlobDraft;
import dev.jimg.store.ImageStore;
import dev.jimg.store.LayerFacts;
import dev.jimg.store.Lease;
import dev.jimg.store.StoredImage;
import dev.jimg.store.StoredLayer;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code docker commit}: the changes of a container become one more layer on its image. */
final class ContainerCommit {

    private static final String OPERATION = "commit container";

    private final ImageStore store;
    private final ContainerShelf shelf;
    private final LayerWatch watch;
    private final Clock clock;
    private final Cancellation cancellation;

    ContainerCommit(ImageStore store, ContainerShelf shelf, LayerWatch watch, Clock clock, Cancellation cancellation) {
        this.store = store;
        this.shelf = shelf;
        this.watch = watch;
        this.clock = clock;
        this.cancellation = cancellation;
    }

    /** What runs goes on meanwhile: without control groups nothing can be held still. */
    ImageId commit(ContainerHome home, CommitRequest request) {
        try (Lease lease = store.lease("commit " + home.record().name())) {
            StoredImage base = base(home);
            lease.protect(base.layers().stream().map(StoredLayer::blob).toList());
            // It is read only now: what was there when it was protected stays.
            ImageConfig config = store.images().config(base);
            List<Descriptor> layers = new ArrayList<>(
                    Layer.of(store.images().manifest(base), config).stream().map(Layer::blob).toList());
            // Before anything is written: a change that is none shall not cost a layer.
            ConfigChanges.apply(config, request.changes());
            return commit(home, request, config, layers, lease);
        }
    }

    private ImageId commit(ContainerHome home, CommitRequest request, ImageConfig config, List<Descriptor> layers,
            Lease lease) {
        try (BlobDraft draft = store.blobs().newDraft(Digest.Algorithm.SHA256)) {
            LayerMeasurement layer = write(home, draft);
            Descriptor blob = Descriptor.of(MediaType.OCI_LAYER_GZIP, draft.finish(), draft.size());
            layers.add(blob);
            ImageConfig changed = config(config, home, request, layer.diffId().toString());
            Manifest manifest = Manifests.of(
                    Descriptor.of(MediaType.OCI_CONFIG, changed.raw().digest(), changed.raw().size()), layers);
            List<Digest> needed = new ArrayList<>(layers.stream().map(Descriptor::digest).toList());
            needed.addAll(List.of(changed.raw().digest(), manifest.digest()));
            lease.protect(needed);
            draft.commit();
            store.images().remember(Map.of(blob.digest(),
                    new LayerFacts(layer.diffId(), layer.tarSize(), layer.unpackedSize())));
            store.blobs().put(changed.raw().digest(), changed.raw().bytes());
            store.blobs().put(manifest.digest(), manifest.raw().bytes());
            store.images().add(manifest.descriptor(), request.target().map(Reference::orLatest), List.of());
            return changed.imageId();
        }
    }

    private LayerMeasurement write(ContainerHome home, BlobDraft draft) {
        try (ParallelGzip packed = new ParallelGzip(draft)) {
            LayerMeter tar = new LayerMeter(packed, watch);
            new ContainerRootfs(store, shelf, home).diff(tar, cancellation);
            packed.finish();
            return tar.measurement();
        } catch (IOException e) {
            throw ContainerShelf.disk(OPERATION, home.record().name(), e);
        }
    }

    private ImageConfig config(ImageConfig base, ContainerHome home, CommitRequest request, String diffId) {
        ObjectNode json = (ObjectNode) base.tree();
        Instant now = clock.instant();
        json.put("created", now.toString());
        if (!request.author().isEmpty()) {
            json.put("author", request.author());
        }
        json.put("comment", request.message());
        ((ObjectNode) json.get("rootfs")).withArray("diff_ids").add(diffId);
        ObjectNode step = json.withArray("history").addObject().put("created", now.toString())
                .put("created_by", String.join(" ", home.record().process().args()));
        if (!request.author().isEmpty()) {
            step.put("author", request.author());
        }
        if (!request.message().isEmpty()) {
            step.put("comment", request.message());
        }
        ImageConfig config = ImageConfig.parse(json.toString().getBytes(StandardCharsets.UTF_8));
        return ConfigChanges.apply(config, request.changes());
    }

    private StoredImage base(ContainerHome home) {
        String id = home.record().imageId().digest().toString();
        try {
            return new ImageLookup(store.images().list()).find(OPERATION, id).image();
        } catch (Failure e) {
            throw new Failure(Failure.Kind.NOT_FOUND, OPERATION, home.record().name(),
                    "its image " + home.record().imageId().shortHex() + " is no longer in the store",
                    "Pull " + home.record().image() + " again, if it still is the same.", e);
        }
    }
}
