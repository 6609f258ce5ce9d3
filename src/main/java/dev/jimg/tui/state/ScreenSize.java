package dev.jimg.tui.state;

/** The size of the terminal in cells. */
public record ScreenSize(int columns, int rows) {}
