package dev.jimg.tui.state;

import dev.jimg.files.FileTree;
import dev.jimg.files.LayerFiles;
import dev.jimg.files.LayerFilesBuilder;
import dev.jimg.files.Waste;
import dev.jimg.service.HistoryRow;
import dev.jimg.service.files.ImageContents;
import dev.jimg.service.files.LayersSoFar;
import java.util.List;
import java.util.Optional;

/**
 * The files of an image up to one of its layers. To make it takes a while with many files; a worker does.
 *
 * @param layers all that are known, the lowest first; of a remote image the one that was read
 * @param steps what made each of them; empty texts where nothing tells
 * @param layer which one is shown: an index of {@code layers}
 * @param tree what the layers up to that one show
 * @param waste of all layers; nothing while some are unread
 * @param unread how many of the layers are not read to their end; they stand among the others, with what is known of them
 */
public record FilesModel(List<LayerFiles> layers, List<String> steps, int layer, FileTree tree, Waste waste,
        int unread) {

    /** An image may have no layer at all, and one that is not read has nothing to show. */
    private static final LayerFiles NOTHING = new LayerFilesBuilder().build();
    private static final Waste NO_WASTE = Waste.of(List.of(NOTHING));

    /** @param step which step of the history is to be shown, the newest is 0; one that made no layer stands for the one below */
    public static FilesModel of(ImageContents contents, List<HistoryRow> history, int step) {
        List<Optional<LayerFiles>> layers = contents.layers().stream().map(Optional::of).toList();
        return of(FilesParts.of(new LayersSoFar(layers, layers.size()), history, step));
    }

    /** What is there so far. What is stored in vain is known only when all is. */
    public static FilesModel of(FilesParts parts) {
        if (parts.layers().isEmpty()) {
            return ofLayers(List.of(NOTHING), List.of(""), 0);
        }
        List<LayerFiles> layers = parts.layers().stream().map(layer -> layer.orElse(NOTHING)).toList();
        int unread = layers.size() - parts.read();
        return unread == 0 ? ofLayers(layers, parts.steps(), parts.layer())
                : new FilesModel(layers, parts.steps(), parts.layer(), FileTree.of(layers.subList(0, parts.layer() + 1)),
                        NO_WASTE, unread);
    }

    /** One layer alone. */
    public static FilesModel of(LayerFiles files, String step) {
        return ofLayers(List.of(files), List.of(CreatedBy.instruction(step)), 0);
    }

    private static FilesModel ofLayers(List<LayerFiles> layers, List<String> steps, int layer) {
        return new FilesModel(layers, steps, layer, FileTree.of(layers.subList(0, layer + 1)), Waste.of(layers), 0);
    }

    /** The same image up to another of its layers. */
    public FilesModel upTo(int other) {
        return new FilesModel(layers, steps, other, FileTree.of(layers.subList(0, other + 1)), waste, unread);
    }
}
