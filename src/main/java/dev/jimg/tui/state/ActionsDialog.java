package dev.jimg.tui.state;

import java.util.ArrayList;
import java.util.List;

/**
 * What can be done with the selected item: the bindings of the focused pane.
 *
 * @param bindings those that can be done now first
 */
public record ActionsDialog(Context where, List<Binding> bindings, ListCursor cursor) implements Dialog {

    public ActionsDialog {
        bindings = List.copyOf(bindings);
    }

    static ActionsDialog of(AppState state) {
        Context where = KeyMap.contexts(state).get(0);
        List<Binding> bindings = new ArrayList<>();
        for (boolean enabled : new boolean[] {true, false}) {
            KeyMap.all(state).stream().filter(b -> b.where() == where && b.enabled(state) == enabled)
                    .forEach(bindings::add);
        }
        return new ActionsDialog(where, bindings, ListCursor.START);
    }

    /** Rows of the list on a screen of this size. */
    public int height(ScreenSize size) {
        return Math.max(1, Math.min(bindings.size(), size.rows() - 4));
    }

    @Override
    public Update key(AppState state, String key) {
        for (Binding binding : bindings) {
            if (binding.keys().contains(key)) {
                return key.equals("enter") ? run(state) : Reducer.perform(state.closeDialog(), binding);
            }
        }
        return switch (key) {
            case "esc", "q", "x" -> Update.of(state.closeDialog());
            case "enter" -> run(state);
            default -> move(state, key);
        };
    }

    @Override
    public List<Hint> hints() {
        return List.of(new Hint("enter", "actions.run"), new Hint("esc", "dialog.close"));
    }

    private Update run(AppState state) {
        return bindings.isEmpty() ? Update.of(state.closeDialog())
                : Reducer.perform(state.closeDialog(), bindings.get(cursor.index()));
    }

    private Update move(AppState state, String key) {
        return cursor.on(key, bindings.size(), height(state.size()))
                .map(moved -> Update.of(state.replace(new ActionsDialog(where, bindings, moved))))
                .orElse(Update.of(state));
    }
}
