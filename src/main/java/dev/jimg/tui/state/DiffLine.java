package dev.jimg.tui.state;

import dev.jimg.files.FileStatus;
import dev.jimg.service.diff.ConfigChange;
import dev.jimg.service.diff.ImageDiff;
import dev.jimg.service.diff.LayerOutline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of what tells two configs, or the layers of two images, apart: removed is what only the left one has, added
 * what only the right one has.
 *
 * @param label what the line is about; empty of a layer
 * @param value its value, or the step that made a layer
 * @param layer the layer, in a line about one
 */
public record DiffLine(FileStatus status, String label, String value, Optional<LayerOutline> layer) {

    /** A changed value is two lines, the old one and the new one. */
    static List<DiffLine> config(ImageDiff diff) {
        List<DiffLine> lines = new ArrayList<>();
        for (ConfigChange change : diff.config()) {
            String label = change.field().label() + (change.key().isEmpty() ? "" : " " + change.key());
            change.left().ifPresent(value ->
                    lines.add(new DiffLine(FileStatus.REMOVED, label, value, Optional.empty())));
            change.right().ifPresent(value ->
                    lines.add(new DiffLine(FileStatus.ADDED, label, value, Optional.empty())));
        }
        return List.copyOf(lines);
    }

    /**
     * The layers above those that both lie on.
     *
     * @param shared whether the shared ones are listed too
     */
    static List<DiffLine> layers(ImageDiff diff, boolean shared) {
        List<DiffLine> lines = new ArrayList<>();
        if (shared) {
            diff.sharedLayers().forEach(layer -> lines.add(line(FileStatus.UNCHANGED, layer)));
        }
        diff.leftLayers().forEach(layer -> lines.add(line(status(diff, layer, FileStatus.REMOVED), layer)));
        diff.rightLayers().stream().filter(layer -> !diff.moved().contains(layer.diffId()))
                .forEach(layer -> lines.add(line(FileStatus.ADDED, layer)));
        return List.copyOf(lines);
    }

    private static FileStatus status(ImageDiff diff, LayerOutline layer, FileStatus otherwise) {
        return diff.moved().contains(layer.diffId()) ? FileStatus.UNCHANGED : otherwise;
    }

    private static DiffLine line(FileStatus status, LayerOutline layer) {
        return new DiffLine(status, "", CreatedBy.instruction(layer.createdBy()), Optional.of(layer));
    }
}
