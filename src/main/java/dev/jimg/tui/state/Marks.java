package dev.jimg.tui.state;

import dev.jimg.service.RemovalPlan;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which rows of a list are marked. While a range is being marked, all rows between its anchor and the cursor count as
 * marked; {@link #settled} makes them so.
 *
 * @param keys of the marked rows
 * @param anchor the row where the range began
 * @param weight what the removal of all that is marked would do; of the marks before until it is known
 */
public record Marks(Set<String> keys, OptionalInt anchor, Loadable<RemovalPlan> weight) {

    public static final Marks NONE = new Marks(Set.of(), OptionalInt.empty(), Loadable.empty());

    public Marks {
        keys = Set.copyOf(keys);
    }

    public boolean isEmpty() {
        return keys.isEmpty() && anchor.isEmpty();
    }

    /** Whether the row at an index counts as marked. */
    public boolean has(String key, int index, int cursor) {
        return keys.contains(key) || inRange(index, cursor);
    }

    Marks withWeight(Loadable<RemovalPlan> value) {
        return new Marks(keys, anchor, value);
    }

    Marks toggle(String key) {
        Set<String> changed = new HashSet<>(keys);
        if (!changed.remove(key)) {
            changed.add(key);
        }
        return new Marks(changed, anchor, weight);
    }

    Marks startRange(int at) {
        return new Marks(keys, OptionalInt.of(at), weight);
    }

    Marks dropRange() {
        return new Marks(keys, OptionalInt.empty(), weight);
    }

    /** The range, if there is one, as marks of its own; it ends. */
    Marks settled(List<ImageRow> shown, int cursor) {
        if (anchor.isEmpty()) {
            return this;
        }
        Set<String> changed = new HashSet<>(keys);
        int first = Math.min(anchor.getAsInt(), cursor);
        int last = Math.min(Math.max(anchor.getAsInt(), cursor), shown.size() - 1);
        for (int i = first; i <= last; i++) {
            changed.add(shown.get(i).key());
        }
        return new Marks(changed, OptionalInt.empty(), weight);
    }

    /** All of these rows too; where they are all marked already, none of them any more. */
    Marks toggleAll(List<ImageRow> shown) {
        Set<String> changed = new HashSet<>(keys);
        boolean added = false;
        for (ImageRow row : shown) {
            added |= changed.add(row.key());
        }
        if (!added) {
            shown.forEach(row -> changed.remove(row.key()));
        }
        return new Marks(changed, anchor, weight);
    }

    /** Without those whose row is gone. */
    Marks among(Set<String> present) {
        if (keys.isEmpty() || present.containsAll(keys)) {
            return this;
        }
        Set<String> kept = new HashSet<>(keys);
        kept.retainAll(present);
        return new Marks(kept, anchor, weight);
    }

    private boolean inRange(int index, int cursor) {
        return anchor.isPresent() && index >= Math.min(anchor.getAsInt(), cursor)
                && index <= Math.max(anchor.getAsInt(), cursor);
    }
}
