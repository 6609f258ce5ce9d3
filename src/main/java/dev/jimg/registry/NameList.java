package dev.jimg.registry;

import java.util.List;

/**
 * Tags or repositories, in the registry's order.
 *
 * @param complete there are no more than these
 */
public record NameList(List<String> names, boolean complete) {
    public NameList {
        names = List.copyOf(names);
    }
}
