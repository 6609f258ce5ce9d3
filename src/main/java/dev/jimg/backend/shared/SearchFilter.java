package dev.jimg.backend.shared;

import dev.jimg.service.Failure;
import dev.jimg.service.SearchResult.Hit;
import java.util.List;
import java.util.Map;

/** Docker's filters of a search: {@code stars=N} (at least), {@code is-official}, {@code is-automated}. */
public final class SearchFilter {

    private static final List<String> KNOWN = List.of("is-official", "is-automated");

    private final Map<String, List<String>> filters;

    /** @throws Failure INVALID for a filter or value that docker does not know either */
    public SearchFilter(Map<String, List<String>> filters) {
        this.filters = filters;
        filters.forEach((name, values) -> {
            values.forEach(value -> check(name, value));
            List<String> different = values.stream().distinct().sorted().toList();
            if (KNOWN.contains(name) && different.size() > 1) {
                throw invalid(name, String.join(", ", different), name + "=[" + String.join(" ", different) + "]");
            }
        });
    }

    public boolean keeps(Hit hit) {
        return filters.getOrDefault("stars", List.of()).stream().allMatch(n -> hit.stars() >= Integer.parseInt(n))
                && filters.getOrDefault("is-official", List.of()).stream()
                        .allMatch(value -> hit.official() == isTrue(value))
                && filters.getOrDefault("is-automated", List.of()).stream()
                        .allMatch(value -> hit.automated() == isTrue(value));
    }

    private static void check(String name, String value) {
        boolean valid = switch (name) {
            case "stars" -> value.matches("\\d{1,9}");
            case "is-official", "is-automated" -> value.matches("1|0|t|f|true|false");
            default -> false;
        };
        if (!valid) {
            String shown = name.equals("stars") ? "stars=" + value
                    : KNOWN.contains(name) ? name + "=[" + value + "]" : name;
            throw invalid(name, value, shown);
        }
    }

    /** @param shown what docker's engine calls it */
    private static Failure invalid(String name, String value, String shown) {
        return new Failure(Failure.Kind.INVALID, "search", "", "invalid filter '" + name + "=" + value + "'",
                "Known are: stars=N, is-official=true, is-automated=true.")
                .spelledAs("Error response from daemon: Invalid filter '" + shown + "'");
    }

    private static boolean isTrue(String value) {
        return value.startsWith("t") || value.equals("1");
    }
}
