package dev.jimg.backend.store;

import dev.jimg.archive.ArchiveException;
import dev.jimg.archive.ArchiveWriter;
import dev.jimg.archive.ItemProgress;
import dev.jimg.archive.SavedImage;
import dev.jimg.backend.shared.FileErrors;
import dev.jimg.backend.shared.ParallelWork;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.Layer;
import dev.jimg.oci.Manifest;
import dev.jimg.service.Failure;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.store.ImageStore;
import dev.jimg.store.Lease;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.Flusher;
import dev.jimg.transfer.NewFile;
import dev.jimg.transfer.ProgressSink;
import dev.jimg.transfer.VerificationException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Saves images of the store as archives. */
final class Saver {

    private static final String OPERATION = "save";
    /** Unpacking is what takes the time; more threads than that only wait for the disk. */
    private static final int WRITERS = 2;

    private final ImageStore store;
    private final LayerInspector inspector;
    private final ItemProgress progress;
    private final Cancellation cancellation;

    Saver(ImageStore store, LayerInspector inspector, ItemProgress progress, Cancellation cancellation) {
        this.store = store;
        this.inspector = inspector;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    void save(SaveRequest request, OutputStream out) {
        try (Lease lease = store.lease("save images")) {
            List<SavedImage> images = images(request, lease);
            try {
                writer(request, images, cancellation).writeTo(out);
            } catch (IOException e) {
                throw failure(request, "the archive", e);
            }
        }
    }

    void saveFile(SaveRequest request, Path file) {
        try (Lease lease = store.lease("save images")) {
            List<SavedImage> images = images(request, lease);
            try {
                NewFile.write(file, (channel, regular) -> {
                    if (regular) {
                        sideBySide(request, images, channel);
                    } else {
                        writer(request, images, cancellation).writeTo(Channels.newOutputStream(channel));
                    }
                });
            } catch (IOException e) {
                throw failure(request, file.toString(), e);
            }
        }
    }

    private void sideBySide(SaveRequest request, List<SavedImage> images, FileChannel channel) throws IOException {
        try (Flusher flusher = new Flusher(channel)) {
            sideBySide(request, images, channel, flusher);
        }
    }

    private void sideBySide(SaveRequest request, List<SavedImage> images, FileChannel channel, Flusher flusher)
            throws IOException {
        try (ParallelWork work = new ParallelWork(WRITERS, cancellation)) {
            writer(request, images, work.cancellation()).runners(channel, WRITERS, flusher::wrote).forEach(work::fetch);
            work.await();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private ArchiveWriter writer(SaveRequest request, List<SavedImage> images, Cancellation inner) {
        return request.format() == SaveRequest.Format.OCI
                ? ArchiveWriter.oci(images, store.blobs()::open, progress, inner)
                : ArchiveWriter.docker(images, store.blobs()::open, progress, inner);
    }

    /** @param lease keeps what is to be read */
    private List<SavedImage> images(SaveRequest request, Lease lease) {
        List<SavedImage> images = new ArrayList<>();
        for (SaveSelection.Chosen chosen : SaveSelection.of(request, store)) {
            Manifest manifest = Manifest.parse(store.blobs().read(chosen.manifest()));
            List<Digest> needed = new ArrayList<>(List.of(manifest.digest(), manifest.config().digest()));
            manifest.layers().forEach(layer -> needed.add(layer.digest()));
            lease.protect(needed);
            ImageConfig config = ImageConfig.parse(store.blobs().read(manifest.config().digest()));
            List<Long> sizes = request.format() == SaveRequest.Format.OCI ? List.of()
                    : Layer.of(manifest, config).stream().map(this::tarSize).toList();
            images.add(new SavedImage(manifest, config, chosen.names(), sizes));
        }
        return images;
    }

    private long tarSize(Layer layer) {
        cancellation.check();
        return inspector.facts(layer, ProgressSink.NONE, cancellation).tarSize();
    }

    private Failure failure(SaveRequest request, String target, IOException e) {
        cancellation.check();
        if (e instanceof ArchiveException || e instanceof VerificationException) {
            return new Failure(Failure.Kind.CORRUPT, OPERATION, String.join(", ", request.images()), e.getMessage(),
                    "Pull the image again.", e);
        }
        return FileErrors.of("write", target, e);
    }
}
