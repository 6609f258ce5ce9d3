package dev.jimg.build;

import dev.jimg.oci.Layer;
import dev.jimg.store.BlobStore;
import java.util.List;

/** Reads what is in the layers of the store. */
final class LayerTrees {

    private final BlobStore blobs;

    LayerTrees(BlobStore blobs) {
        this.blobs = blobs;
    }

    FileTree read(List<Layer> layers) {
        FileTree tree = new FileTree();
        layers.forEach(layer -> add(tree, layer));
        return tree;
    }

    void add(FileTree tree, Layer layer) {
        TreeReader.addLayer(tree, new TarSource(layer.diffId().toString(), () -> blobs.open(layer.blob().digest())));
    }
}
