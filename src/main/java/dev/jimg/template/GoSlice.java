package dev.jimg.template;

import java.util.List;

/**
 * A slice of a certain type.
 *
 * @param type as Go writes it: {@code []string}
 * @param nil whether it is Go's nil, which JSON calls {@code null}
 */
public record GoSlice(String type, List<Object> items, boolean nil) {}
