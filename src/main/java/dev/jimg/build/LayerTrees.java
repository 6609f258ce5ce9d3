package dev.jimg.build;

import dev.jimg.oci.Layer;
import dev.jimg.store.BlobStore;
import dev.jimg.tar.TarEntry;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells what is in the layers of the store, and hands out nothing of them unverified. */
final class LayerTrees {

    private final BlobStore blobs;
    private final LayerIndexFiles known;

    private final Cancellation cancellation;

    LayerTrees(BlobStore blobs, LayerIndexFiles known, Cancellation cancellation) {
        this.blobs = blobs;
        this.known = known;
        this.cancellation = cancellation;
    }

    FileTree read(List<Layer> layers) {
        FileTree tree = new FileTree();
        layers.forEach(layer -> add(tree, layer));
        return tree;
    }

    void add(FileTree tree, Layer layer) {
        String identity = layer.diffId().toString();
        TarSource tar = new TarSource(identity,
                use -> VerifiedLayer.read(blobs, layer, cancellation, use));
        Optional<List<TarEntry>> remembered = known.read(identity);
        List<TarEntry> entries = remembered.orElseGet(() -> entries(tar));
        if (remembered.isEmpty()) {
            known.write(identity, entries);
        }
        TreeReader.addLayer(tree, tar, entries);
    }

    private static List<TarEntry> entries(TarSource tar) {
        List<TarEntry> entries = new ArrayList<>();
        try {
            tar.forEach((number, entry, content) -> entries.add(entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }
}
