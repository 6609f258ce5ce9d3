package dev.jimg.tui.state;

/** A number of bytes as an argument of a {@link Text}; the view writes it as a size ({@code 904MB}). */
public record ByteCount(long bytes) {}
