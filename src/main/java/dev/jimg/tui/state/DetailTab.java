package dev.jimg.tui.state;

/** The tabs of the detail pane. */
public enum DetailTab {
    /** What a build writes; there only once one was looked at. */
    OUTPUT,
    LAYERS,
    /** What is in the layers. */
    FILES,
    INSPECT,
    USED_BY,
    TAGS
}
