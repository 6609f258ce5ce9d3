package dev.jimg.template;

import java.util.SortedMap;

/**
 * A map from texts, sorted as Go prints maps.
 *
 * @param type as Go writes it: {@code map[string]string}
 * @param zero what {@code index} gives for a key that is not there
 * @param nil whether it is Go's nil, which JSON calls {@code null}
 */
public record GoMap(String type, SortedMap<String, Object> entries, Object zero, boolean nil) {}
