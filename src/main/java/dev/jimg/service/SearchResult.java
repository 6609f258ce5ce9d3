package dev.jimg.service;

import java.util.List;

/**
 * What was found.
 *
 * @param source who answered: {@code Docker Hub}, or the registry's host
 * @param complete there is nothing more than these hits
 */
public record SearchResult(String source, List<Hit> hits, boolean complete) {

    /**
     * @param name the repository, as it is pulled
     * @param stars -1 where the source has none
     */
    public record Hit(String name, String description, int stars, boolean official, boolean automated) {}
}
