package dev.jimg.tui.state;

import java.util.List;
import java.util.function.Function;

/**
 * What some keys do somewhere. The hint bar, {@code ?}, {@code x} and the README's table are drawn from these.
 *
 * @param keys any of them; the first is the one that hints show; none if its keys were taken away
 * @param label a key of the catalogue: the verb
 * @param disabled why the action cannot be done now, a key of the catalogue; empty if it can
 * @param hinted whether the hint bar shows it; help always does
 */
public record Binding(Context where, List<String> keys, Action action, String label,
        Function<AppState, String> disabled, Hinted hinted) {

    /** When the hint bar shows a binding. */
    public enum Hinted {
        /** Before the others. */
        FIRST,
        /** Where there is room left. */
        SPARE,
        NEVER
    }

    public Binding {
        keys = List.copyOf(keys);
    }

    public boolean enabled(AppState state) {
        return disabled.apply(state).isEmpty();
    }

    /** The key that stands for it; empty where a person took all its keys away. */
    public String key() {
        return keys.isEmpty() ? "" : keys.get(0);
    }

    /** The same with other keys. */
    public Binding withKeys(List<String> others) {
        return new Binding(where, others, action, label, disabled, hinted);
    }

    public Hint hint() {
        return new Hint(key(), label);
    }
}
