package dev.jimg.tui.settings;

/**
 * Something in the settings file that cannot be used, and is left out.
 *
 * @param line from 1
 * @param column from 1
 * @param what is wrong, and what would be right
 */
public record Problem(int line, int column, String what) {}
