package dev.jimg.tui.state;

/** The parts of a comparison of images. */
public enum DiffTab {
    CONFIG, LAYERS, FILES;

    DiffTab step(int by) {
        return values()[Math.floorMod(ordinal() + by, values().length)];
    }
}
