package dev.jimg.tui.state;

/** A key and what it does, for the hint bar. @param label a key of the catalogue */
public record Hint(String key, String label) {}
