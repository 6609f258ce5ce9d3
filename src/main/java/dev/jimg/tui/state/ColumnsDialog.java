package dev.jimg.tui.state;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which columns the image list shows, and in which order.
 *
 * @param order all columns; the shown ones stand in the list in this order
 * @param shown at least one
 */
public record ColumnsDialog(List<ImageColumn> order, Set<ImageColumn> shown, int cursor) implements Dialog {

    public ColumnsDialog {
        order = List.copyOf(order);
        shown = Set.copyOf(shown);
    }

    static ColumnsDialog of(AppState state) {
        List<ImageColumn> shown = state.preferences().columns();
        List<ImageColumn> order = new ArrayList<>(shown);
        for (ImageColumn column : ImageColumn.values()) {
            if (!order.contains(column)) {
                order.add(column);
            }
        }
        return new ColumnsDialog(order, EnumSet.copyOf(shown), 0);
    }

    @Override
    public Update key(AppState state, String key) {
        return switch (key) {
            case "esc", "q" -> Update.of(state.closeDialog());
            case "enter" -> keep(state.closeDialog(), order.stream().filter(shown::contains).toList());
            case "0" -> Update.of(state.closeDialog(), new Effect.KeepColumns(List.of()));
            case "space" -> Update.of(state.replace(toggled()));
            case "J" -> Update.of(state.replace(moved(at(cursor + 1))));
            case "K" -> Update.of(state.replace(moved(at(cursor - 1))));
            default -> new ListCursor(cursor, 0).on(key, order.size(), order.size())
                    .map(to -> Update.of(state.replace(new ColumnsDialog(order, shown, to.index()))))
                    .orElse(Update.of(state));
        };
    }

    @Override
    public List<Hint> hints() {
        return List.of(new Hint("space", "columns.toggle"), new Hint("J", "columns.down"),
                new Hint("K", "columns.up"), new Hint("enter", "columns.keep"), new Hint("0", "columns.reset"),
                new Hint("esc", "dialog.cancel"));
    }

    /** Shows these columns from now on, in this order. */
    static Update keep(AppState state, List<ImageColumn> columns) {
        return Update.of(state.withPreferences(state.preferences().withColumns(columns)), new Effect.KeepColumns(columns));
    }

    private int at(int index) {
        return Math.max(0, Math.min(index, order.size() - 1));
    }

    /** The last column that is shown stays. */
    private ColumnsDialog toggled() {
        Set<ImageColumn> changed = EnumSet.copyOf(shown);
        ImageColumn column = order.get(cursor);
        if (!changed.remove(column)) {
            changed.add(column);
        }
        return changed.isEmpty() ? this : new ColumnsDialog(order, changed, cursor);
    }

    private ColumnsDialog moved(int to) {
        List<ImageColumn> changed = new ArrayList<>(order);
        changed.add(to, changed.remove(cursor));
        return new ColumnsDialog(changed, shown, to);
    }
}
