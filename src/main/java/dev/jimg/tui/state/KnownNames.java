package dev.jimg.tui.state;

import dev.jimg.oci.Reference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names that the screen has seen, to complete a typed one with: local images, then what a search found. */
final class KnownNames {

    private static final int LIMIT = 50;

    private KnownNames() {}

    /** Images whose name contains this; those that begin with it first. */
    static List<String> images(AppState state, String typed) {
        Set<String> names = new LinkedHashSet<>();
        for (boolean prefix : new boolean[] {true, false}) {
            for (ImageRow row : state.images().rows()) {
                row.tag().map(Reference::familiar).filter(name -> fits(name, typed, prefix)).ifPresent(names::add);
                if (names.size() >= LIMIT) {
                    return List.copyOf(names);
                }
            }
            hits(state, typed, prefix, names);
        }
        return List.copyOf(names);
    }

    /** Repositories whose name contains this; those that begin with it first. */
    static List<String> repositories(AppState state, String typed) {
        Set<String> names = new LinkedHashSet<>();
        for (boolean prefix : new boolean[] {true, false}) {
            for (ImageRow row : state.images().rows()) {
                row.tag().map(Reference::familiarName).filter(name -> fits(name, typed, prefix)).ifPresent(names::add);
            }
            hits(state, typed, prefix, names);
        }
        List<String> found = new ArrayList<>(names);
        return found.subList(0, Math.min(LIMIT, found.size()));
    }

    private static void hits(AppState state, String typed, boolean prefix, Set<String> names) {
        state.search().shown().forEach(hit -> {
            if (names.size() < LIMIT && fits(hit.name(), typed, prefix)) {
                names.add(hit.name());
            }
        });
    }

    private static boolean fits(String name, String typed, boolean prefix) {
        return prefix ? name.startsWith(typed) : name.contains(typed);
    }
}
