package dev.jimg.backend.store;

import dev.jimg.oci.HistoryEntry;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.Layer;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.Reference;
import dev.jimg.service.HistoryRow;
import dev.jimg.store.ImageStore;
import dev.jimg.store.StoredImage;
import dev.jimg.transfer.Cancellation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An image's history, as docker shows it: the newest step first, with the size of the layer that each step made. */
final class HistoryRows {

    private final ImageStore store;
    private final LayerInspector inspector;

    HistoryRows(ImageStore store, LayerInspector inspector) {
        this.store = store;
        this.inspector = inspector;
    }

    /**
     * With the layers unpacked that have not been before, several at once.
     *
     * @param measured hears what is known whenever one more is
     */
    List<HistoryRow> measured(StoredImage image, Consumer<List<HistoryRow>> measured, Cancellation cancellation) {
        inspector.measure(Layer.of(store.images().manifest(image), store.images().config(image)),
                () -> measured.accept(of(image)), cancellation);
        return of(image);
    }

    /** With what is known. */
    List<HistoryRow> of(StoredImage image) {
        Manifest manifest = store.images().manifest(image);
        ImageConfig config = store.images().config(image);
        List<Layer> layers = Layer.of(manifest, config);
        List<HistoryRow> rows = new ArrayList<>();
        List<HistoryEntry> history = config.history();
        List<Optional<Layer>> made = Layer.byHistory(history, layers);
        for (int i = 0; i < history.size(); i++) {
            rows.add(row(history.get(i), made.get(i)));
        }
        long told = made.stream().filter(Optional::isPresent).count();
        // Layers that no step of the history tells of are layers all the same.
        layers.subList((int) told, layers.size()).forEach(layer -> rows.add(row(untold(), Optional.of(layer))));
        Collections.reverse(rows);
        return withIdentity(rows, image);
    }

    private HistoryRow row(HistoryEntry entry, Optional<Layer> layer) {
        return new HistoryRow(Optional.empty(), entry.created().orElse(Instant.EPOCH), entry.createdBy(),
                layer.map(this::size).orElse(0L), entry.comment(), layer.map(l -> l.blob().digest()),
                layer.map(l -> l.blob().size()).orElse(0L), List.of());
    }

    private long size(Layer layer) {
        return inspector.size(layer).orElse(HistoryRow.UNMEASURED);
    }

    private static HistoryEntry untold() {
        return new HistoryEntry(Optional.empty(), "", "", "", false);
    }

    /** Only the newest step has an image of its own here: the image itself. */
    private static List<HistoryRow> withIdentity(List<HistoryRow> rows, StoredImage image) {
        if (!rows.isEmpty()) {
            HistoryRow top = rows.get(0);
            rows.set(0, new HistoryRow(Optional.of(image.id().toString()), top.created(), top.createdBy(), top.size(),
                    top.comment(), top.layer(), top.blobSize(),
                    image.tags().stream().map(Reference::familiar).toList()));
        }
        return List.copyOf(rows);
    }
}
