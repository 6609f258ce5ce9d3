package dev.jimg.template;

import java.util.Map;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/**
 * A map from texts, sorted as Go prints maps.
 *
 * @param type as Go writes it: {@code map[string]string}
 * @param zero what {@code index} gives for a key that is not there
 * @param nil whether it is Go's nil, which JSON calls {@code null}
 * @param methods of its type, by name; each takes a text and gives one
 */
public record GoMap(String type, SortedMap<String, Object> entries, Object zero, boolean nil,
        Map<String, UnaryOperator<String>> methods) {

    /** One of a type without methods. */
    public GoMap(String type, SortedMap<String, Object> entries, Object zero, boolean nil) {
        this(type, entries, zero, nil, Map.of());
    }
}
