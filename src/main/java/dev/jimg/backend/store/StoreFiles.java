package dev.jimg.backend.store;

import dev.jimg.backend.shared.FilesWork;
import dev.jimg.backend.shared.LayerReader;
import dev.jimg.backend.shared.ParallelWork;
import dev.jimg.backend.shared.RegistrySide;
import dev.jimg.backend.shared.ServiceWork;
import dev.jimg.files.LayerFiles;
import dev.jimg.oci.Layer;
import dev.jimg.service.Failure;
import dev.jimg.service.files.FileContent;
import dev.jimg.service.files.FilesProgress;
import dev.jimg.service.files.ImageContents;
import dev.jimg.store.ImageStore;
import dev.jimg.store.StoredImage;
import dev.jimg.transfer.Cancellation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** The files of the store's images, out of its blobs. */
final class StoreFiles extends FilesWork {

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
                    .map(files -> contents(all, Map.of()));
        });
    }

    @Override
    public ImageContents read(String image, Consumer<FilesProgress> progress, Cancellation cancellation) {
        return work.run(OPERATION, image, cancellation, linked -> {
            Map<Layer, LayerFiles> fresh = new ConcurrentHashMap<>();
            List<Layer> all = layers(image);
            List<Layer> missing = all.stream().distinct()
                    .filter(layer -> here(layer) && layers.cache().get(layer.diffId()).isEmpty())
                    .sorted((a, b) -> Long.compare(b.blob().size(), a.blob().size())).toList();
            Progress sum = new Progress(progress, missing.stream().mapToLong(layer -> layer.blob().size()).sum());
            try (ParallelWork readers = new ParallelWork(1, linked)) {
                for (Layer layer : missing) {
                    readers.verify(() -> fresh.put(layer, layers.read(layer.diffId(),
                            () -> store.blobs().open(layer.blob().digest()), sum.part(), readers.cancellation())));
                }
                readers.await();
            }
            return contents(all, fresh);
        });
    }

    private ImageContents contents(List<Layer> all, Map<Layer, LayerFiles> fresh) {
        return new ImageContents(all.stream().map(layer -> Optional.ofNullable(fresh.get(layer))
                .or(() -> layers.cache().get(layer.diffId())).orElse(LayerReader.NOTHING))
                .collect(Collectors.toList()));
    }

    @Override
    public FileContent view(String image, int layer, String path, Cancellation cancellation) {
        return work.run("read the file", LayerReader.text(path), cancellation, linked -> {
            List<Layer> all = layers(image);
            if (layer >= all.size()) {
                throw new Failure(Failure.Kind.NOT_FOUND, "read the file", LayerReader.text(path),
                        "the image has no layer " + (layer + 1), "It may be another one by now; refresh with R.");
            }
            Layer wanted = all.get(layer);
            return layers.view(wanted.diffId(), () -> store.blobs().open(wanted.blob().digest()), path, linked);
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

    /** Several blobs that are read at once, as one. */
    private static final class Progress {
        private final Consumer<FilesProgress> told;
        private final long total;
        private long done;

        Progress(Consumer<FilesProgress> told, long total) {
            this.told = told;
            this.total = total;
        }

        LongConsumer part() {
            long[] before = new long[1];
            return count -> {
                synchronized (this) {
                    done += count - before[0];
                    before[0] = count;
                    told.accept(new FilesProgress(done, total));
                }
            };
        }
    }
}
