package dev.jimg.tui.state;

import java.util.Locale;

/** What can be done to a container from here. */
public enum ContainerChange {
    STOP,
    KILL,
    REMOVE,
    /** Also a running one: it is killed first. */
    FORCE_REMOVE;

    /** The catalogue key of what is said meanwhile, or, with {@code -done} behind it, afterwards. */
    String key() {
        return "container." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
