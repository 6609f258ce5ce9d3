package dev.jimg.backend.store;

import dev.jimg.backend.shared.Failures;
import dev.jimg.backend.shared.FilesWork;
import dev.jimg.backend.shared.LayerReader;
import dev.jimg.backend.shared.LayersReading;
import dev.jimg.backend.shared.ParallelWork;
import dev.jimg.backend.shared.RegistrySide;
import dev.jimg.backend.shared.ServiceWork;
import dev.jimg.files.LayerFiles;
import dev.jimg.oci.Layer;
import dev.jimg.service.Failure;
import dev.jimg.service.files.FileContent;
import dev.jimg.service.files.FilesProgress;
import dev.jimg.service.files.ImageContents;
import dev.jimg.service.files.LayersSoFar;
import dev.jimg.store.ImageStore;
import dev.jimg.store.StoredImage;
import dev.jimg.transfer.Cancellation;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** The files of the store's images, out of its blobs. */
final class StoreFiles extends FilesWork {

    /** To unpack and to hash takes a core each. */
    private static final int MOST_READERS = 4;

    private final ImageStore store;
    private final Function<String, StoredImage> find;

    /** @param find the image a person means; fails if there is none that can be read */
    StoreFiles(ImageStore store, Function<String, StoredImage> find, RegistrySide side, ServiceWork work) {
        super(side, work);
        this.store = store;
        this.find = find;
    }

    @Override
    public Optional<ImageContents> known(String image) {
        return work.run(OPERATION, image, Cancellation.none(), linked -> {
            List<Layer> all = layers(image);
            return layers.known(all.stream().filter(this::here).map(Layer::diffId).toList())
                    .map(files -> new ImageContents(all.stream().map(layer -> layers.cache().get(layer.diffId())
                            .orElse(LayerReader.NOTHING)).toList()));
        });
    }

    @Override
    public ImageContents read(String image, Consumer<FilesProgress> progress, Cancellation cancellation) {
        return work.run(OPERATION, image, cancellation,
                linked -> read(image, -1, progress, Optional.empty(), linked).contents());
    }

    @Override
    public LayersSoFar read(String image, int first, Consumer<FilesProgress> progress, Consumer<LayersSoFar> parts,
            Cancellation cancellation) {
        return work.run(OPERATION, image, cancellation,
                linked -> read(image, first, progress, Optional.of(parts), linked).result());
    }

    private LayersReading<Layer> read(String image, int first, Consumer<FilesProgress> progress,
            Optional<Consumer<LayersSoFar>> parts, Cancellation cancellation) {
        List<Layer> all = layers(image);
        LayersReading<Layer> reading = new LayersReading<>(all, parts);
        for (Layer layer : all) {
            (here(layer) ? layers.cache().get(layer.diffId()) : Optional.of(LayerReader.NOTHING))
                    .ifPresent(files -> reading.known(layer, files));
        }
        List<Layer> missing = reading.missing();
        if (!missing.isEmpty()) {
            reading.tell();
            read(all, ReadingOrder.of(all, first, missing), reading, progress, cancellation);
        }
        return reading;
    }

    private void read(List<Layer> all, List<Layer> order, LayersReading<Layer> reading,
            Consumer<FilesProgress> progress, Cancellation cancellation) {
        long total = order.stream().mapToLong(layer -> layer.blob().size()).sum();
        int threads = Math.min(MOST_READERS, Runtime.getRuntime().availableProcessors());
        try (ParallelWork readers = new ParallelWork(Math.min(threads, order.size()), cancellation)) {
            for (Layer layer : order) {
                readers.fetch(() -> read(layer, name(all, layer), reading, reading.count(total, progress), readers.cancellation()));
            }
            readers.await();
        }
    }

    /** What is wrong with one layer keeps nobody from the others. */
    private void read(Layer layer, String name, LayersReading<Layer> reading, LongConsumer count,
            Cancellation cancellation) {
        try {
            LayerFiles files = Failures.translate(OPERATION, name,
                    () -> layers.read(layer.diffId(), () -> store.blobs().open(layer.blob().digest()), count,
                            part -> reading.begun(layer, part), cancellation));
            reading.read(layer, files);
        } catch (Failure e) {
            cancellation.check();
            reading.failed(layer, advised(e, name));
        }
    }

    /** As the tabs show it: its number among the layers, and the digest of its blob. */
    private static String name(List<Layer> all, Layer layer) {
        return all.indexOf(layer) + 1 + " (" + layer.blob().digest().shortHex() + ")";
    }

    /** A blob of the store can be verified, and fetched again. */
    private static Failure advised(Failure failure, String name) {
        return failure.kind() != Failure.Kind.CORRUPT ? failure : new Failure(Failure.Kind.CORRUPT, OPERATION, name,
                failure.why(), "Verify the image (V) and repair it (F), or: jimg-tui verify --repair. If it is whole, tell"
                        + " its publisher.", failure);
    }

    @Override
    public FileContent view(String image, int layer, String path, Cancellation cancellation) {
        return work.run("read the file", LayerReader.text(path), cancellation, linked -> {
            List<Layer> all = layers(image);
            if (layer < 0 || layer >= all.size()) {
                throw new Failure(Failure.Kind.NOT_FOUND, "read the file", LayerReader.text(path),
                        "the image has no layer " + (layer + 1), "It may be another one by now; refresh with R.");
            }
            Layer wanted = all.get(layer);
            try {
                return layers.view(wanted.diffId(), () -> store.blobs().open(wanted.blob().digest()), path, linked);
            } catch (Failure e) {
                throw advised(e, name(all, wanted));
            }
        });
    }

    private List<Layer> layers(String image) {
        StoredImage found = find.apply(image);
        return Layer.of(store.images().manifest(found), store.images().config(found));
    }

    /** A foreign layer is nowhere here; an image without it is complete all the same. */
    private boolean here(Layer layer) {
        return store.blobs().has(layer.blob()) || !layer.blob().mediaType().isForeignLayer();
    }
}
