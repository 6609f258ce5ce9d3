package dev.jimg.toml;

/**
 * What a file's reader could not take.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
public record TomlError(int line, int column, String what) {}
