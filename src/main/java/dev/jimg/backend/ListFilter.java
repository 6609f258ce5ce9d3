package dev.jimg.backend;

import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.store.StoredImage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Docker's filters of the image list: all names must hold, of one name's values any. {@code reference} also decides
 * which names of an image are shown, see {@link #keepsName}.
 */
final class ListFilter {

    private static final Set<String> KNOWN = Set.of("dangling", "label", "before", "since", "until", "reference");

    private final Map<String, List<String>> filters;
    private final ImageLookup lookup;
    private final Function<StoredImage, ImageConfig> config;
    private final Instant now;

    /**
     * @param config reads an image's config, which only the label filter needs
     * @throws Failure INVALID for a filter that docker does not know either
     */
    ListFilter(Map<String, List<String>> filters, ImageLookup lookup, Function<StoredImage, ImageConfig> config,
            Instant now) {
        this.filters = filters;
        this.lookup = lookup;
        this.config = config;
        this.now = now;
        for (String name : filters.keySet()) {
            if (!KNOWN.contains(name)) {
                throw invalid("invalid filter '" + name + "'", "Known are: before, dangling, label, reference, since,"
                        + " until.");
            }
        }
        checkValues();
    }

    /** A bad value is an error also where there is no image to try it on. */
    private void checkValues() {
        values("dangling").forEach(ListFilter::flag);
        values("until").forEach(this::moment);
        values("before").forEach(this::created);
        values("since").forEach(this::created);
        values("reference").forEach(pattern -> matches(pattern, Reference.parse("x")));
    }

    private List<String> values(String name) {
        return filters.getOrDefault(name, List.of());
    }

    boolean keeps(StoredImage image) {
        return any("dangling", value -> image.dangling() == flag(value))
                && any("label", value -> hasLabel(image, value))
                && any("before", value -> image.created().isBefore(created(value)))
                && any("since", value -> image.created().isAfter(created(value)))
                && any("until", value -> image.created().isBefore(moment(value)))
                && (!filters.containsKey("reference") || image.tags().stream().anyMatch(this::keepsName)
                        || image.digests().stream().anyMatch(this::keepsName));
    }

    /** Whether the {@code reference} filter, if there is one, matches this name. */
    boolean keepsName(Reference name) {
        return any("reference", pattern -> matches(pattern, name));
    }

    private boolean any(String name, Predicate<String> holds) {
        return values(name).isEmpty() || values(name).stream().anyMatch(holds);
    }

    /** As distribution/reference's FamiliarMatch: the pattern may be meant for the name or for the name with its tag. */
    private static boolean matches(String pattern, Reference name) {
        try {
            return GoPattern.matches(pattern, name.familiar()) || GoPattern.matches(pattern, name.familiarName());
        } catch (MalformedException e) {
            throw invalid(e.getMessage(), "");
        }
    }

    private boolean hasLabel(StoredImage image, String wanted) {
        Map<String, String> labels = config.apply(image).container().labels();
        int equals = wanted.indexOf('=');
        return equals < 0 ? labels.containsKey(wanted)
                : wanted.substring(equals + 1).equals(labels.get(wanted.substring(0, equals)));
    }

    private Instant created(String image) {
        return lookup.find("list images", image).image().created();
    }

    /** A moment in Unix seconds or RFC 3339, or a duration before now ({@code 24h}, {@code 1h30m}). */
    private Instant moment(String text) {
        try {
            if (text.chars().allMatch(Character::isDigit) && !text.isEmpty()) {
                return Instant.ofEpochSecond(Long.parseLong(text));
            }
            return text.contains("T") || text.contains("-")
                    ? Instant.parse(text.contains("T") ? text : text + "T00:00:00Z")
                    : now.minus(Duration.parse("PT" + text));
        } catch (RuntimeException e) {
            throw invalid("\"" + text + "\" is no time and no duration", "Like 24h, 2026-01-31 or"
                    + " 2026-01-31T12:00:00Z.");
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
