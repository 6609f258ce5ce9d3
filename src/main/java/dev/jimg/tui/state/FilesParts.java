package dev.jimg.tui.state;

import dev.jimg.files.LayerFiles;
import dev.jimg.service.HistoryRow;
import dev.jimg.service.LayerSteps;
import dev.jimg.service.files.LayersSoFar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The layers of an image as far as they are read.
 *
 * @param layers the lowest first; empty where one is yet to be begun, and the first part of one that is being read
 * @param read how many of them are read to their end
 * @param steps what made each of them; empty texts where nothing tells
 * @param layer which one is wanted, an index of {@code layers}
 */
public record FilesParts(List<Optional<LayerFiles>> layers, int read, List<String> steps, int layer) {

    /** @param step which step of the history is wanted, as {@link FilesModel#of} takes it */
    public static FilesParts of(LayersSoFar parts, List<HistoryRow> history, int step) {
        List<Optional<LayerFiles>> layers = parts.layers();
        List<Optional<Integer>> made = LayerSteps.of(history, layers.size());
        List<String> steps = new ArrayList<>(Collections.nCopies(layers.size(), ""));
        for (int i = 0; i < made.size(); i++) {
            int row = i;
            made.get(i).ifPresent(layer -> steps.set(layer, CreatedBy.instruction(history.get(row).createdBy())));
        }
        int layer = step < 0 || made.isEmpty() ? layers.size() - 1 : shown(made, step);
        return new FilesParts(layers, parts.read(), List.copyOf(steps), layer);
    }

    /** The first part of one layer alone. */
    public static FilesParts begun(LayerFiles part, String step) {
        return new FilesParts(List.of(Optional.of(part)), 0, List.of(CreatedBy.instruction(step)), 0);
    }

    /** The layer that a step stands for, before it is known how many there are; -1 for the topmost. */
    public static int wanted(List<HistoryRow> history, int step) {
        return step < 0 || history.isEmpty() ? -1 : shown(LayerSteps.of(history, history.size()), step);
    }

    private static int shown(List<Optional<Integer>> made, int step) {
        return made.stream().skip(step).flatMap(Optional::stream).findFirst().orElse(0);
    }

    FilesParts withLayer(int value) {
        return new FilesParts(layers, read, steps, value);
    }

    /** Whether something of the layer is read. */
    boolean has(int number) {
        return layers.get(number).isPresent();
    }

    /** How many entries there are, as far as they are read. */
    long entries() {
        return layers.stream().flatMap(Optional::stream).mapToLong(LayerFiles::count).sum();
    }
}
