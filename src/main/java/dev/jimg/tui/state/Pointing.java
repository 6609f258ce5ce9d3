package dev.jimg.tui.state;

import java.util.List;
import java.util.Optional;

/**
 * Something done with the mouse.
 *
 * @param under what stands there, the topmost first
 * @param twice whether it is the second click on the same cell within a moment
 */
public record Pointing(Kind kind, List<Target> under, boolean twice) {

    /** What the mouse did. */
    public enum Kind { CLICK, WHEEL_UP, WHEEL_DOWN }

    public Pointing {
        under = List.copyOf(under);
    }

    /** The topmost target of a kind. */
    <T extends Target> Optional<T> find(Class<T> kind) {
        return under.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
