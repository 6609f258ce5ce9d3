package dev.jimg.registry;

import java.util.List;

/**
 * What Docker Hub found, ordered as it orders it.
 *
 * @param complete there is nothing more than these
 */
public record HubResults(List<Hit> hits, boolean complete) {

    public HubResults {
        hits = List.copyOf(hits);
    }

    /** @param description as it came: untrusted text */
    public record Hit(String name, String description, int stars, boolean official, boolean automated) {}
}
