package dev.jimg.service.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One thing in which two configs differ.
 *
 * @param key as of {@link ConfigItem}
 * @param left empty if only the right config has it
 * @param right empty if only the left one has it
 */
public record ConfigChange(ConfigField field, String key, Optional<String> left, Optional<String> right) {

    private record Place(ConfigField field, String key) {}

    /** By field and key; the order in which a config lists variables and the like is of no meaning. */
    public static List<ConfigChange> between(List<ConfigItem> left, List<ConfigItem> right) {
        Map<Place, String> before = byPlace(left);
        Map<Place, String> after = byPlace(right);
        Map<Place, String> all = byPlace(left);
        all.putAll(after);
        List<ConfigChange> changes = new ArrayList<>();
        for (Place place : all.keySet()) {
            Optional<String> one = Optional.ofNullable(before.get(place));
            Optional<String> other = Optional.ofNullable(after.get(place));
            if (!one.equals(other)) {
                changes.add(new ConfigChange(place.field(), place.key(), one, other));
            }
        }
        return List.copyOf(changes);
    }

    private static Map<Place, String> byPlace(List<ConfigItem> items) {
        Map<Place, String> places = new TreeMap<>(Comparator.comparing(Place::field).thenComparing(Place::key));
        items.forEach(item -> places.put(new Place(item.field(), item.key()), item.value()));
        return places;
    }
}
