package dev.jimg.backend.store;

import dev.jimg.archive.ArchiveException;
import dev.jimg.archive.ArchivedBlob;
import dev.jimg.archive.ArchivedImage;
import dev.jimg.archive.Compression;
import dev.jimg.archive.ImageArchive;
import dev.jimg.archive.ItemProgress;
import dev.jimg.archive.LayerMeasure;
import dev.jimg.archive.LayerMeasurement;
import dev.jimg.backend.shared.ParallelWork;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Layer;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.archive.LayerPacking;
import dev.jimg.service.archive.LoadRequest;
import dev.jimg.service.archive.LoadResult;
import dev.jimg.service.archive.LoadResult.Loaded;
import dev.jimg.store.ImageStore;
import dev.jimg.store.LayerFacts;
import dev.jimg.store.Lease;
import dev.jimg.store.Removal;
import dev.jimg.store.StoredImage;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Loads archives: read all of it, compare every layer with its DiffID, and only then make blobs of the files and give the
 * images their names. An archive with one bad image gives none; what was read of it is gone.
 *
 * <p>Layers stay packed, or not packed, as they come: packing 1 GB of plain layers takes ten seconds, loading it two;
 * who would rather have the space asks for it.
 */
final class Loader {

    private static final String OPERATION = "load the archive";
    /** More of them only take memory: each has a buffer and, where it packs, blocks that wait. */
    private static final int READERS = 4;

    private final ImageStore store;
    private final LayerInspector inspector;
    private final ItemProgress progress;
    private final Cancellation cancellation;

    Loader(ImageStore store, LayerInspector inspector, ItemProgress progress, Cancellation cancellation) {
        this.store = store;
        this.inspector = inspector;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    LoadResult load(LoadRequest request, InputStream in) {
        return load(request, (spool, how) -> ImageArchive.read(in, spool, how, cancellation));
    }

    @SuppressWarnings("try")
    LoadResult load(LoadRequest request, FileChannel file) {
        // Nothing else wakes who reads from a pipe that nobody fills.
        try (Cancellation.Registration stuck = cancellation.onCancel(() -> close(file))) {
            return load(request, (spool, how) -> ImageArchive.read(file, spool, how, this::sideBySide, cancellation));
        }
    }

    private static void close(FileChannel file) {
        try {
            file.close();
        } catch (IOException e) {
            // It was only read, and that is over.
        }
    }

    /** As many at once as there are processors to hash, up to a bound. */
    private void sideBySide(List<Consumer<Cancellation>> pieces) {
        int threads = Math.min(READERS, Runtime.getRuntime().availableProcessors());
        try (ParallelWork work = new ParallelWork(threads, cancellation)) {
            pieces.forEach(piece -> work.fetch(() -> piece.accept(work.cancellation())));
            work.await();
        }
    }

    /** One way to read an archive. */
    @FunctionalInterface
    private interface Source {
        List<ArchivedImage> read(StoreSpool spool, ImageArchive.Reading how) throws IOException;
    }

    private LoadResult load(LoadRequest request, Source source) {
        try (Lease lease = store.lease("load an archive"); StoreSpool spool = new StoreSpool(store, lease)) {
            List<ArchivedImage> images = read(request, source, spool);
            KnownLayers known = new KnownLayers(store, lease);
            List<ArchiveAdoption> adoptions = images.stream().map(known::adoption).toList();
            Map<Digest, LayerFacts> facts = verify(adoptions);
            cancellation.check();
            adoptions.forEach(image -> image.keepBlobs(store, lease));
            store.images().remember(facts);
            cancellation.check();
            return name(adoptions);
        }
    }

    @SuppressWarnings("try")
    private List<ArchivedImage> read(LoadRequest request, Source source, StoreSpool spool) {
        try (Cancellation.Registration stuck = cancellation.onCancel(spool::abandon)) {
            return source.read(spool, new ImageArchive.Reading(request.platform(), packing(request.packing()),
                    inspector.watches(), progress));
        } catch (IOException e) {
            cancellation.check();
            throw unusable(e);
        }
    }

    private static Compression packing(LayerPacking wanted) {
        return switch (wanted) {
            case NONE -> Compression.NONE;
            case GZIP -> Compression.GZIP;
            case ZSTD -> Compression.ZSTD;
        };
    }

    /** Compares every layer with the config, side by side, and tells what was learnt of those that were not known. */
    private Map<Digest, LayerFacts> verify(List<ArchiveAdoption> images) {
        Map<Digest, LayerFacts> facts = new ConcurrentHashMap<>();
        try (ParallelWork work = new ParallelWork(1, cancellation)) {
            for (ArchiveAdoption image : images) {
                image.layers().forEach((layer, blob) ->
                        work.verify(() -> verify(layer, blob, facts, work.cancellation())));
            }
            work.await();
        }
        return facts;
    }

    private void verify(Layer layer, ArchivedBlob blob, Map<Digest, LayerFacts> facts, Cancellation inner) {
        if (blob.draft().isEmpty()) {
            inspector.verify(layer, ProgressSink.NONE, inner);
            return;
        }
        Digest.Algorithm algorithm = layer.diffId().digest().algorithm();
        LayerFacts known = facts.get(blob.digest());
        if (known == null || known.diffId().digest().algorithm() != algorithm) {
            LayerMeasurement measured = blob.measured()
                    .filter(tar -> tar.diffId().digest().algorithm() == algorithm)
                    .orElseGet(() -> measure(blob, layer.diffId(), inner));
            known = new LayerFacts(measured.diffId(), measured.tarSize(), measured.unpackedSize());
            facts.put(blob.digest(), known);
        }
        LayerInspector.compare(layer, known.diffId());
    }

    private LayerMeasurement measure(ArchivedBlob blob, DiffId wanted, Cancellation inner) {
        try {
            return LayerMeasure.measure(blob.draft().orElseThrow().open(), blob.size(),
                    wanted.digest().algorithm(), inspector.watches().of(wanted), ProgressSink.NONE, inner);
        } catch (IOException e) {
            throw new Failure(Failure.Kind.CORRUPT, OPERATION, "", "its layer " + blob.digest().shortHex()
                    + " cannot be unpacked: " + e.getMessage(), "Save the image again.", e);
        }
    }

    private LoadResult name(List<ArchiveAdoption> adoptions) {
        List<Loaded> loaded = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        for (ArchiveAdoption image : adoptions) {
            for (Reference name : image.names()) {
                notice(name, image).ifPresent(notices::add);
                loaded.add(new Loaded(Optional.of(name), Optional.of(image.id())));
            }
            if (image.names().isEmpty()) {
                loaded.add(new Loaded(Optional.empty(), Optional.of(image.id())));
            }
            dropTwins(image.id(), image.name(store));
        }
        return new LoadResult(List.copyOf(loaded), List.copyOf(notices));
    }

    /**
     * Another packing of the same image that nothing calls by a name any more: by its ID it could not be told from the
     * one that was loaded, and for docker the two are one.
     */
    private void dropTwins(ImageId id, Digest loaded) {
        List<StoredImage> all = store.images().list().withId(id.toString());
        Set<Digest> twins = all.stream()
                .filter(twin -> !twin.entry().equals(loaded) && twin.entry().equals(twin.manifest())
                        && twin.dangling() && twin.digests().isEmpty())
                .map(StoredImage::entry).collect(Collectors.toSet());
        if (!twins.isEmpty()) {
            store.garbage().remove(new Removal(Set.of(), twins));
        }
    }

    /** Docker's words for a name that moves. */
    private Optional<String> notice(Reference name, ArchiveAdoption image) {
        Optional<StoredImage> before = store.images().list().named(name);
        return before.filter(old -> !old.id().equals(image.id())).map(old -> "The image " + name.familiar()
                + " already exists, renaming the old one with ID " + old.id() + " to empty string");
    }

    private static Failure unusable(IOException e) {
        boolean damaged = e instanceof ArchiveException;
        return damaged ? new Failure(Failure.Kind.INVALID, OPERATION, "", e.getMessage(), "", e)
                : new Failure(Failure.Kind.DISK, "read the archive", "",
                        e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), "", e);
    }
}
