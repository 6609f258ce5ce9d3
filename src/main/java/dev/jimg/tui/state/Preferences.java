package dev.jimg.tui.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the settings file, and what was chosen in the app, say of how the app behaves.
 *
 * @param bindings the key table with the person's own keys
 * @param columns of the image list, in order
 * @param order the image list begins with
 * @param tree whether the names of one image stand together at first
 * @param commands the person's own
 * @param quitting whether to ask before the program ends
 * @param updateHours after how many hours registries are asked again which names moved; 0 for never by itself
 * @param undoHours for how many hours what was removed can be taken back
 * @param keep how many images of a repository to keep, by pattern; the first that fits counts
 */
public record Preferences(List<Binding> bindings, List<ImageColumn> columns, ImageOrder order, boolean tree,
        List<OwnCommand> commands, Quitting quitting, int updateHours, int undoHours, Map<String, Integer> keep) {

    private static final int DAY = 24;

    /** When the end is asked about. */
    public enum Quitting { WHILE_BUSY, ALWAYS, NEVER }

    public static final Preferences DEFAULT = new Preferences(KeyMap.all(), ImageColumn.USUAL, ImageOrder.NEWEST_FIRST,
            false, List.of(), Quitting.WHILE_BUSY, 0);

    public Preferences {
        bindings = List.copyOf(bindings);
        columns = List.copyOf(columns);
        commands = List.copyOf(commands);
        keep = Collections.unmodifiableMap(new LinkedHashMap<>(keep));
    }

    /** With what is usual of the rest. */
    public Preferences(List<Binding> bindings, List<ImageColumn> columns, ImageOrder order, boolean tree,
            List<OwnCommand> commands, Quitting quitting, int updateHours) {
        this(bindings, columns, order, tree, commands, quitting, updateHours, DAY, Map.of());
    }

    public Preferences withColumns(List<ImageColumn> value) {
        return new Preferences(bindings, value, order, tree, commands, quitting, updateHours, undoHours, keep);
    }

    public Preferences withUndoHours(int value) {
        return new Preferences(bindings, columns, order, tree, commands, quitting, updateHours, value, keep);
    }
}
