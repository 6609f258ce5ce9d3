package dev.jimg.tui.state;

/** The tabs of the detail pane. */
public enum DetailTab {
    LAYERS,
    INSPECT,
    USED_BY,
    TAGS;

    public DetailTab next() {
        return values()[(ordinal() + 1) % values().length];
    }

    public DetailTab previous() {
        return values()[(ordinal() + values().length - 1) % values().length];
    }
}
