package dev.jimg.tui.state;

import dev.jimg.oci.Reference;
import dev.jimg.service.TagList;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a typed name may become: names that begin with it before names that only contain it, known tags of the
 * repository before local images before search results.
 *
 * @param typed what the person typed; Tab leads back to it after the last candidate
 * @param index the candidate that stands in the line now, -1 while it is the person's own text
 */
public record Completion(String typed, List<String> candidates, int index) {

    /** More than a dialog shows; who has more to choose from types another letter. */
    private static final int LIMIT = 50;

    public Completion {
        candidates = List.copyOf(candidates);
    }

    static Completion none(String typed) {
        return new Completion(typed, List.of(), -1);
    }

    /** All of these names, whatever was typed. */
    static Completion among(String typed, List<String> names) {
        return new Completion(typed, names.subList(0, Math.min(LIMIT, names.size())), -1);
    }

    /** @param first names that come before all others that fit as well */
    static Completion of(AppState state, String typed, List<String> first) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        Set<String> found = new LinkedHashSet<>();
        collect(state, first, found, name -> name.toLowerCase(Locale.ROOT).startsWith(wanted));
        if (!wanted.isEmpty()) {
            collect(state, first, found, name -> name.toLowerCase(Locale.ROOT).contains(wanted));
        }
        found.remove(typed);
        return new Completion(typed, new ArrayList<>(found), -1);
    }

    /** The next candidate, or the one before; beyond both ends stands what was typed. */
    Completion cycle(int step) {
        int places = candidates.size() + 1;
        return new Completion(typed, candidates, Math.floorMod(index + 1 + step, places) - 1);
    }

    /** What the line says now. */
    String text() {
        return index < 0 ? typed : candidates.get(index);
    }

    /** Known repositories whose name contains this; those that begin with it first. */
    static List<String> repositories(AppState state, String typed) {
        Set<String> found = new LinkedHashSet<>();
        for (Predicate<String> fits : List.<Predicate<String>>of(name -> name.startsWith(typed),
                name -> name.contains(typed))) {
            for (ImageRow row : state.images().rows()) {
                row.tag().ifPresent(name -> add(name.familiarName(), found, fits));
            }
            hits(state, found, fits);
        }
        return List.copyOf(found);
    }

    /** The registries that the images here come from; Docker Hub is always one of them. */
    static List<String> registries(AppState state) {
        Set<String> found = new LinkedHashSet<>(List.of("docker.io"));
        for (ImageRow row : state.images().rows()) {
            row.tag().ifPresent(name -> found.add(name.domain()));
        }
        return List.copyOf(found);
    }

    private static void collect(AppState state, List<String> first, Set<String> found, Predicate<String> fits) {
        first.forEach(name -> add(name, found, fits));
        TagsTab tags = state.detail().tags();
        String repository = tags.repository().map(Reference::familiarName).orElse("");
        for (String tag : tags.list().value().map(TagList::tags).orElse(List.of())) {
            add(repository + ":" + tag, found, fits);
        }
        for (ImageRow row : state.images().rows()) {
            row.tag().ifPresent(name -> add(name.familiar(), found, fits));
        }
        registries(state).stream().skip(1).forEach(host -> add(host + "/", found, fits));
        hits(state, found, fits);
    }

    private static void hits(AppState state, Set<String> found, Predicate<String> fits) {
        state.search().shown().forEach(hit -> add(hit.name(), found, fits));
    }

    private static void add(String name, Set<String> found, Predicate<String> fits) {
        if (found.size() < LIMIT && fits.test(name)) {
            found.add(name);
        }
    }
}
