package dev.jimg.tui.state;

import dev.jimg.files.FileTree;
import dev.jimg.files.LayerFiles;
import dev.jimg.files.LayerFilesBuilder;
import dev.jimg.files.Waste;
import dev.jimg.service.Failure;
import dev.jimg.service.HistoryRow;
import dev.jimg.service.files.ImageContents;
import dev.jimg.service.files.LayerSoFar;
import dev.jimg.service.files.LayersSoFar;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The files of an image up to one of its layers. To make it takes a while with many files; a worker does.
 *
 * @param parts all layers that are known; of a remote image the one that was read
 * @param tree what the layers up to the one that is shown show; of all together where they stand in for it; nothing where
 *     it cannot be read
 * @param waste of all layers; nothing while some are unread, and where some cannot be read
 */
public record FilesModel(FilesParts parts, FileTree tree, Waste waste) {

    /** An image may have no layer at all, and one that is not read has nothing to show. */
    private static final LayerFiles NOTHING = new LayerFilesBuilder().build();
    private static final Waste NO_WASTE = Waste.of(List.of(NOTHING));

    /** @param step which step of the history is to be shown, the newest is 0; one that made no layer stands for the one below */
    public static FilesModel of(ImageContents contents, List<HistoryRow> history, int step) {
        return of(FilesParts.of(LayersSoFar.of(contents), history, step));
    }

    /** What is there so far. What is stored in vain is known only when all is. */
    public static FilesModel of(FilesParts parts) {
        if (parts.count() == 0) {
            return of(NOTHING, "");
        }
        List<LayerFiles> layers = layers(parts);
        boolean whole = parts.soFar().layers().stream().allMatch(LayerSoFar::whole);
        return new FilesModel(parts, tree(parts, layers), whole ? Waste.of(layers) : NO_WASTE);
    }

    /** One layer alone. */
    public static FilesModel of(LayerFiles files, String step) {
        return of(FilesParts.one(LayerSoFar.whole(files), step));
    }

    private static FileTree tree(FilesParts parts, List<LayerFiles> layers) {
        if (parts.together()) {
            return FileTree.of(List.of(parts.soFar().together().get()));
        }
        return FileTree.of(parts.soFar().layers().get(parts.layer()).failure().isPresent() ? List.of(NOTHING)
                : layers.subList(0, parts.layer() + 1));
    }

    private static List<LayerFiles> layers(FilesParts parts) {
        return parts.soFar().layers().stream().map(layer -> layer.files().orElse(NOTHING)).toList();
    }

    /** The same image up to another of its layers. */
    public FilesModel upTo(int other) {
        FilesParts turned = parts.withLayer(other);
        return new FilesModel(turned, tree(turned, layers(parts)), waste);
    }

    /** Which layer is shown, the lowest is 0. */
    public int layer() {
        return parts.layer();
    }

    /** How many layers there are. */
    public int count() {
        return parts.count();
    }

    /** What made the layer that is shown. */
    public String step() {
        return parts.steps().get(parts.layer());
    }

    /** Of how many layers more will be known. */
    public int unread() {
        return parts.count() - parts.read();
    }

    /** Whether it is all layers together that are shown: a preview, until the layer itself is read. */
    public boolean together() {
        return parts.together();
    }

    /** Whether the layer that is shown is still being read. */
    public boolean partial() {
        return !together() && !parts.soFar().layers().get(parts.layer()).over();
    }

    /** Why the layer that is shown cannot be read. */
    public Optional<Failure> failure() {
        return failure(layer());
    }

    private Optional<Failure> failure(int layer) {
        return parts.soFar().layers().get(layer).failure().map(Failure.class::cast);
    }

    /** Why the lowest of those cannot be read that cannot be. */
    Optional<Failure> firstFailure() {
        return unreadable().stream().findFirst().flatMap(this::failure);
    }

    /** The numbers of the layers that cannot be read, the lowest is 0. */
    public List<Integer> unreadable() {
        return IntStream.range(0, count()).filter(layer -> failure(layer).isPresent()).boxed().toList();
    }

    /** Whether both are of the same layers, as far as those are read. */
    boolean sameLayers(FilesModel other) {
        return parts.soFar().layers().equals(other.parts.soFar().layers());
    }

    /** What of the tree is to be seen: of all layers together there is nothing to tell apart. */
    TreeShape seen(TreeShape shape) {
        return together() ? shape.withAll() : shape;
    }
}
