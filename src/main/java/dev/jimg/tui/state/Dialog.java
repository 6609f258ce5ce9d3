package dev.jimg.tui.state;

import java.util.List;

/**
 * Something that stands over the panes and takes the keys until it is closed. A dialog is a record that knows what its
 * keys and the answers it waits for do; how it looks is its view's matter.
 */
public interface Dialog {

    /** What a key does while this dialog is on top. {@code esc} must lead out of it. */
    Update key(AppState state, String key);

    /** What pasted text does; nothing, unless the dialog has a line to type in. */
    default Update paste(AppState state, String text) {
        return Update.of(state);
    }

    /** Whether {@link #key} wants to see {@code ctrl+c}; it comes as {@code esc} otherwise. */
    default boolean takesInterrupt() {
        return false;
    }

    /**
     * What a click on one of its choices does.
     *
     * @param twice whether it is the second click there within a moment
     */
    default Update choose(AppState state, int index, boolean twice) {
        return Update.of(state);
    }

    /** The key that the wheel stands for. */
    default String wheel(boolean up) {
        return up ? "up" : "down";
    }

    /**
     * What an event does to this dialog, on top or not.
     *
     * @return this dialog in its next state
     */
    default Dialog on(Event event) {
        return this;
    }

    /** Whether it stands in the place of the one below it, which is not seen meanwhile. */
    default boolean coversBelow() {
        return false;
    }

    /** What the hint bar shows while this dialog is on top. */
    List<Hint> hints();
}
