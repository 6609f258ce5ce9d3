package dev.jimg.tui.state;

import dev.jimg.files.FileTree;
import dev.jimg.files.LayerFiles;
import dev.jimg.files.LayerFilesBuilder;
import dev.jimg.files.Waste;
import dev.jimg.service.HistoryRow;
import dev.jimg.service.LayerSteps;
import dev.jimg.service.files.ImageContents;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The files of an image up to one of its layers. To make it takes a while with many files; a worker does.
 *
 * @param layers all that are known, the lowest first; of a remote image the one that was read
 * @param steps what made each of them; empty texts where nothing tells
 * @param layer which one is shown: an index of {@code layers}
 * @param tree what the layers up to that one show
 * @param waste of all layers
 */
public record FilesModel(List<LayerFiles> layers, List<String> steps, int layer, FileTree tree, Waste waste) {

    /** @param step which step of the history is to be shown, the newest is 0; one that made no layer stands for the one below */
    public static FilesModel of(ImageContents contents, List<HistoryRow> history, int step) {
        List<LayerFiles> layers = contents.layers();
        List<Optional<Integer>> made = LayerSteps.of(history, layers.size());
        List<String> steps = new ArrayList<>(Collections.nCopies(layers.size(), ""));
        for (int i = 0; i < made.size(); i++) {
            int row = i;
            made.get(i).ifPresent(layer -> steps.set(layer, CreatedBy.instruction(history.get(row).createdBy())));
        }
        int shown = made.stream().skip(Math.max(0, step)).flatMap(Optional::stream).findFirst().orElse(0);
        int layer = step < 0 || made.isEmpty() ? layers.size() - 1 : shown;
        return layers.isEmpty() ? ofLayers(List.of(empty()), List.of(""), 0)
                : ofLayers(layers, steps, layer);
    }

    /** One layer alone. */
    public static FilesModel of(LayerFiles files, String step) {
        return ofLayers(List.of(files), List.of(CreatedBy.instruction(step)), 0);
    }

    private static FilesModel ofLayers(List<LayerFiles> layers, List<String> steps, int layer) {
        return new FilesModel(layers, steps, layer, FileTree.of(layers.subList(0, layer + 1)), Waste.of(layers));
    }

    /** The same image up to another of its layers. */
    public FilesModel upTo(int other) {
        return new FilesModel(layers, steps, other, FileTree.of(layers.subList(0, other + 1)), waste);
    }

    /** An image may have no layer at all. */
    private static LayerFiles empty() {
        return new LayerFilesBuilder().build();
    }
}
