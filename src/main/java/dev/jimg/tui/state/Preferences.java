package dev.jimg.tui.state;

import java.util.List;

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
 */
public record Preferences(List<Binding> bindings, List<ImageColumn> columns, ImageOrder order, boolean tree,
        List<OwnCommand> commands, Quitting quitting, int updateHours) {

    /** When the end is asked about. */
    public enum Quitting { WHILE_BUSY, ALWAYS, NEVER }

    public static final Preferences DEFAULT = new Preferences(KeyMap.all(), ImageColumn.USUAL, ImageOrder.NEWEST_FIRST,
            false, List.of(), Quitting.WHILE_BUSY, 0);

    public Preferences {
        bindings = List.copyOf(bindings);
        columns = List.copyOf(columns);
        commands = List.copyOf(commands);
    }

    public Preferences withColumns(List<ImageColumn> value) {
        return new Preferences(bindings, value, order, tree, commands, quitting, updateHours);
    }
}
