package dev.jimg.backend.shared;

import dev.jimg.files.LayerFiles;
import dev.jimg.oci.HistoryEntry;
import dev.jimg.oci.Layer;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryClient;
import dev.jimg.service.Failure;
import dev.jimg.service.files.FileContent;
import dev.jimg.service.files.FilesProgress;
import dev.jimg.service.files.RemoteContents;
import dev.jimg.service.files.RemoteContents.RemoteLayer;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.VerifyingInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The files of layers that are in a registry. They are read while they are fetched; the blobs are not kept. */
public final class RemoteFiles {

    private final RegistryClient registry;
    private final Resolver resolver;
    private final LayerReader reader;

    public RemoteFiles(RegistrySide side) {
        this.registry = side.client();
        this.resolver = side.resolver();
        this.reader = side.layers();
    }

    public RemoteContents layers(Reference reference, Optional<Platform> platform, Cancellation cancellation) {
        return layers(resolver.resolve(reference.orLatest(), platform, cancellation));
    }

    /** The layers of an image whose documents are here. */
    RemoteContents layers(ResolvedImage image) {
        List<Layer> layers = Layer.of(image.manifest(), image.config());
        List<HistoryEntry> history = image.config().history();
        List<Optional<Layer>> made = Layer.byHistory(history, layers);
        List<RemoteLayer> rows = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            String step = history.get(i).createdBy();
            made.get(i).ifPresent(layer -> rows.add(row(layer, step)));
        }
        layers.subList(rows.size(), layers.size()).forEach(layer -> rows.add(row(layer, "")));
        return new RemoteContents(image.reference(), image.platform(), rows);
    }

    private RemoteLayer row(Layer layer, String step) {
        return new RemoteLayer(layer, step, reader.cache().has(layer.diffId()));
    }

    public LayerFiles read(RemoteContents image, int number, Consumer<FilesProgress> progress, Consumer<LayerFiles> part,
            Cancellation cancellation) {
        Layer layer = layer(image, number);
        return reader.cache().get(layer.diffId()).orElseGet(() -> reader.read(layer.diffId(),
                blob(image.reference(), layer, cancellation),
                done -> progress.accept(new FilesProgress(done, layer.blob().size())), part, cancellation));
    }

    public FileContent view(RemoteContents image, int number, String path, Cancellation cancellation) {
        Layer layer = layer(image, number);
        return reader.view(layer.diffId(), blob(image.reference(), layer, cancellation), path, cancellation);
    }

    private static Layer layer(RemoteContents image, int number) {
        Layer layer = image.layers().get(number).layer();
        if (layer.blob().mediaType().isForeignLayer()) {
            throw new Failure(Failure.Kind.UNSUPPORTED, "read the files of layer", layer.blob().digest().shortHex(),
                    "it is a foreign layer, which its publisher keeps elsewhere", "");
        }
        return layer;
    }

    private LayerReader.Blob blob(Reference repository, Layer layer, Cancellation cancellation) {
        return () -> new VerifyingInputStream(registry.blob(repository, layer.blob(), 0, cancellation),
                layer.blob().digest(), layer.blob().size());
    }
}
