package dev.jimg.backend.shared;

import dev.jimg.oci.GoPattern;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageSummary;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Docker's filters of the image list: all names must hold, of one name's values any, but all of the labels.
 * {@code reference} also decides which names of an image are shown, see {@link #shownNames}.
 */
public final class ListFilter {

    private static final Set<String> KNOWN = Set.of("dangling", "label", "before", "since", "until", "reference");

    private static final Reference ANY_NAME = Reference.parse("any");

    private final List<Boolean> dangling;
    private final List<String> labels;
    private final List<Instant> before;
    private final List<Instant> since;
    private final List<Instant> until;
    private final List<String> patterns;

    /**
     * @param created when an image that others are compared with was made; throws if there is no such image
     * @param clock what durations are counted back from, and the zone of dates without one
     * @throws Failure INVALID for a filter or value that docker does not know either; NOT_FOUND for an image to compare
     *     with
     */
    public ListFilter(Map<String, List<String>> filters, Function<String, Instant> created, Clock clock) {
        for (String name : filters.keySet()) {
            if (!KNOWN.contains(name)) {
                throw invalid("invalid filter '" + name + "'", "Known are: before, dangling, label, reference, since,"
                        + " until.");
            }
        }
        dangling = values(filters, "dangling", ListFilter::flag);
        labels = values(filters, "label", Function.identity());
        before = values(filters, "before", created);
        since = values(filters, "since", created);
        until = values(filters, "until", text -> moment(text, clock));
        patterns = values(filters, "reference", Function.identity());
        // A bad pattern is an error also where there is no image to try it on.
        patterns.forEach(pattern -> matches(pattern, ANY_NAME));
    }

    private static <T> List<T> values(Map<String, List<String>> filters, String name, Function<String, T> read) {
        return filters.getOrDefault(name, List.of()).stream().map(read).toList();
    }

    /** @param labels the image's labels, asked for only where a filter wants them */
    public boolean keeps(ImageSummary image, Supplier<Map<String, String>> labels) {
        return any(dangling, value -> image.dangling() == value)
                && any(before, image.created()::isBefore)
                && any(since, image.created()::isAfter)
                && any(until, image.created()::isBefore)
                && (patterns.isEmpty() || image.tags().stream().anyMatch(this::keepsName)
                        || image.digests().stream().anyMatch(this::keepsName))
                && hasLabels(labels);
    }

    /** Whether the {@code reference} filter, if there is one, matches this name. */
    private boolean keepsName(Reference name) {
        return any(patterns, pattern -> matches(pattern, name));
    }

    /** With a reference filter docker shows only the names that it matches. */
    public ImageSummary shownNames(ImageSummary all) {
        return new ImageSummary(all.id(), all.tags().stream().filter(this::keepsName).toList(),
                all.digests().stream().filter(this::keepsName).toList(), all.created(), all.size(),
                all.uniqueSize(), all.containers(), all.platform(), all.manifest(), all.health());
    }

    private static <T> boolean any(List<T> values, Predicate<T> holds) {
        return values.isEmpty() || values.stream().anyMatch(holds);
    }

    /** As distribution/reference's FamiliarMatch: the pattern may be meant for the name or for the name with its tag. */
    private static boolean matches(String pattern, Reference name) {
        try {
            return GoPattern.matches(pattern, name.familiar()) || GoPattern.matches(pattern, name.familiarName());
        } catch (MalformedException e) {
            throw invalid(e.getMessage(), "");
        }
    }

    private boolean hasLabels(Supplier<Map<String, String>> actual) {
        return labels.isEmpty() || labels.stream().allMatch(label -> hasLabel(actual.get(), label));
    }

    static boolean hasLabel(Map<String, String> labels, String wanted) {
        int equals = wanted.indexOf('=');
        return equals < 0 ? labels.containsKey(wanted)
                : wanted.substring(equals + 1).equals(labels.get(wanted.substring(0, equals)));
    }

    private static Instant moment(String text, Clock clock) {
        try {
            return Moment.parse(text, clock.instant(), clock.getZone());
        } catch (DateTimeException e) {
            throw invalid("\"" + text + "\" is no time and no duration",
                    "Like 24h, 2026-01-31 or 2026-01-31T12:00:00Z.");
        }
    }

    private static boolean flag(String value) {
        return switch (value) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default -> throw invalid("invalid filter 'dangling=" + value + "'", "It is true or false.");
        };
    }

    private static Failure invalid(String why, String advice) {
        return new Failure(Failure.Kind.INVALID, "list images", "", why, advice);
    }
}
