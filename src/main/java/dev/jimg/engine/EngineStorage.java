package dev.jimg.engine;

/**
 * Where an engine keeps images.
 *
 * @param driver {@code overlay2}
 * @param root a directory on the engine's machine
 */
public record EngineStorage(String driver, String root) {}
