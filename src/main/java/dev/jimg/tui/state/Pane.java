package dev.jimg.tui.state;

/** The four panes; the number is the key that goes there. */
public enum Pane {
    IMAGES("1"),
    SEARCH("2"),
    DETAIL("3"),
    TRANSFERS("4");

    private final String key;

    Pane(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    public Pane next() {
        return values()[(ordinal() + 1) % values().length];
    }

    public Pane previous() {
        return values()[(ordinal() + values().length - 1) % values().length];
    }
}
