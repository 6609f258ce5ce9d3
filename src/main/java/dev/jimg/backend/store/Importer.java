package dev.jimg.backend.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.archive.ArchiveException;
import dev.jimg.archive.ItemProgress;
import dev.jimg.archive.LayerIntake;
import dev.jimg.archive.LayerMeasurement;
import dev.jimg.archive.LayerWatch;
import dev.jimg.archive.Manifests;
import dev.jimg.build.ConfigChanges;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.archive.ImportRequest;
import dev.jimg.store.BlobDraft;
import dev.jimg.store.ImageStore;
import dev.jimg.store.LayerFacts;
import dev.jimg.store.Lease;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes images of root file systems, as {@code docker import} does: one layer, one entry of the history. */
final class Importer {

    private static final String OPERATION = "import";

    private final ImageStore store;
    private final Clock clock;
    private final LayerWatch watch;
    private final ItemProgress progress;
    private final Cancellation cancellation;

    /** @param watch looks at the layer */
    Importer(ImageStore store, Clock clock, LayerWatch watch, ItemProgress progress, Cancellation cancellation) {
        this.store = store;
        this.watch = watch;
        this.clock = clock;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /** @param origin where it comes from, as the history tells it; docker calls every file {@code -} */
    ImageId take(ImportRequest request, String origin, InputStream in) {
        Instant now = clock.instant();
        // Before anything is read: a change that is none shall not cost a download.
        config(request, origin, now, Optional.empty());
        try (Lease lease = store.lease("import an image");
                BlobDraft draft = store.blobs().newDraft(Digest.Algorithm.SHA256)) {
            LayerIntake.Taken taken = read(in, origin, draft);
            cancellation.check();
            ImageConfig config = config(request, origin, now, Optional.of(taken.layer().diffId()));
            Descriptor layer = Descriptor.of(taken.mediaType(), draft.finish(), draft.size());
            Manifest manifest = Manifests.of(Descriptor.of(MediaType.OCI_CONFIG, config.raw().digest(),
                    config.raw().size()), List.of(layer));
            lease.protect(List.of(layer.digest(), config.raw().digest(), manifest.digest()));
            draft.commit();
            remember(layer.digest(), taken.layer());
            store.blobs().put(config.raw().digest(), config.raw().bytes());
            store.blobs().put(manifest.digest(), manifest.raw().bytes());
            store.images().add(manifest.descriptor(), request.target().map(Reference::orLatest), List.of());
            return config.imageId();
        }
    }

    @SuppressWarnings("try")
    private LayerIntake.Taken read(InputStream in, String origin, BlobDraft draft) {
        try (Cancellation.Registration stuck = cancellation.onCancel(draft::abandon)) {
            return LayerIntake.take(in, draft, watch, (done, total) -> progress.at(origin, done, total),
                    cancellation);
        } catch (ArchiveException e) {
            throw new Failure(Failure.Kind.INVALID, OPERATION, "", e.getMessage(), "", e);
        } catch (IOException e) {
            cancellation.check();
            throw new Failure(Failure.Kind.DISK, "read the root file system", "",
                    e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), "", e);
        }
    }

    private void remember(Digest blob, LayerMeasurement layer) {
        store.images().remember(Map.of(blob, new LayerFacts(layer.diffId(), layer.tarSize(), layer.unpackedSize())));
    }

    /** Fields in docker's order. */
    private static ImageConfig config(ImportRequest request, String origin, Instant now, Optional<DiffId> layer) {
        Platform platform = request.platform().orElse(Platform.local());
        String comment = request.message().isEmpty() ? "Imported from " + origin : request.message();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("architecture", platform.architecture()).put("comment", comment).putObject("config");
        json.put("created", now.toString());
        json.putArray("history").addObject().put("created", now.toString()).put("comment", comment);
        json.put("os", platform.os());
        if (!platform.osVersion().isEmpty()) {
            json.put("os.version", platform.osVersion());
        }
        ObjectNode rootfs = json.putObject("rootfs").put("type", "layers");
        rootfs.putArray("diff_ids");
        layer.ifPresent(diffId -> rootfs.withArray("diff_ids").add(diffId.toString()));
        if (!platform.variant().isEmpty()) {
            json.put("variant", platform.variant());
        }
        ImageConfig config = ImageConfig.parse(json.toString().getBytes(StandardCharsets.UTF_8));
        return ConfigChanges.apply(config, request.changes());
    }
}
