package dev.jimg.tui.state;

/** A part of the screen in cells, its frame included. */
public record Rect(int x, int y, int width, int height) {

    static final Rect NONE = new Rect(0, 0, 0, 0);

    public boolean isEmpty() {
        return width <= 0 || height <= 0;
    }

    /** Rows inside the frame. */
    public int innerHeight() {
        return Math.max(0, height - 2);
    }
}
