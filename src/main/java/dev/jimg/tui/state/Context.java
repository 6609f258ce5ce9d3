package dev.jimg.tui.state;

/** Where a binding holds. */
public enum Context {
    /** In every pane. */
    EVERYWHERE,
    /** In every pane, on the list it shows. */
    LIST,
    IMAGES,
    SEARCH,
    LAYERS,
    FILES,
    INSPECT,
    USED_BY,
    /** Text that something writes: the log of a container, the output of a build. */
    OUTPUT,
    TAGS,
    TRANSFERS
}
