package dev.jimg.tui.state;

import dev.jimg.files.LayerFiles;
import dev.jimg.service.HistoryRow;
import dev.jimg.service.LayerSteps;
import dev.jimg.service.files.LayerSoFar;
import dev.jimg.service.files.LayersSoFar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The layers of an image as far as they are read.
 *
 * @param steps what made each of them; empty texts where nothing tells
 * @param layer which one is wanted, an index of the layers
 */
public record FilesParts(LayersSoFar soFar, List<String> steps, int layer) {

    /** @param step which step of the history is wanted, as {@link FilesModel#of} takes it */
    public static FilesParts of(LayersSoFar soFar, List<HistoryRow> history, int step) {
        int count = soFar.layers().size();
        List<Optional<Integer>> made = LayerSteps.of(history, count);
        List<String> steps = new ArrayList<>(Collections.nCopies(count, ""));
        for (int i = 0; i < made.size(); i++) {
            int row = i;
            made.get(i).ifPresent(layer -> steps.set(layer, CreatedBy.instruction(history.get(row).createdBy())));
        }
        int layer = step < 0 || made.isEmpty() ? count - 1 : shown(made, step);
        return new FilesParts(soFar, List.copyOf(steps), layer);
    }

    /** The first part of one layer alone. */
    public static FilesParts begun(LayerFiles part, String step) {
        return one(LayerSoFar.part(part), step);
    }

    static FilesParts one(LayerSoFar layer, String step) {
        return new FilesParts(new LayersSoFar(List.of(layer)), List.of(CreatedBy.instruction(step)), 0);
    }

    /** The layer that a step stands for, before it is known how many there are; -1 for the topmost. */
    public static int wanted(List<HistoryRow> history, int step) {
        return step < 0 || history.isEmpty() ? -1 : shown(LayerSteps.of(history, history.size()), step);
    }

    private static int shown(List<Optional<Integer>> made, int step) {
        return made.stream().skip(step).flatMap(Optional::stream).findFirst().orElse(0);
    }

    FilesParts withLayer(int value) {
        return new FilesParts(soFar, steps, value);
    }

    public int count() {
        return soFar.layers().size();
    }

    /** Of how many nothing more will be known. */
    public int read() {
        return soFar.read();
    }

    /** Whether there is something to say of the layer: what it has, or why that cannot be read. */
    boolean has(int number) {
        LayerSoFar state = soFar.layers().get(number);
        return state.files().isPresent() || state.failure().isPresent();
    }

    /** Whether all layers together stand in for the one that is wanted. */
    boolean together() {
        return count() > 0 && !has(layer) && soFar.together().isPresent();
    }

    /** Whether there is something to be seen. */
    boolean visible() {
        return count() > 0 && has(layer) || together();
    }

    /** How many entries what is to be seen has, as far as it is read. */
    long entries() {
        return together() ? soFar.together().get().count()
                : soFar.layers().stream().flatMap(state -> state.files().stream()).mapToLong(LayerFiles::count).sum();
    }
}
