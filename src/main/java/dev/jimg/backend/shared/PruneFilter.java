package dev.jimg.backend.shared;

import dev.jimg.service.Failure;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Docker's filters of a prune: {@code until} (made before then), {@code label} (all of them), {@code label!} (not all). */
public final class PruneFilter {

    private static final String OPERATION = "prune images";
    private static final String DOCKER_SAYS = "Error response from daemon: ";
    private static final String TWICE = "more than one until filter specified";
    private static final Set<String> KNOWN = Set.of("until", "label", "label!");

    private final Optional<Instant> until;
    private final List<String> labels;
    private final List<String> notLabels;

    /**
     * @param clock what durations are counted back from, and the zone of dates without one
     * @throws Failure INVALID for a filter or value that docker does not know either
     */
    public PruneFilter(Map<String, List<String>> filters, Clock clock) {
        for (String name : filters.keySet()) {
            if (!KNOWN.contains(name)) {
                throw invalid("invalid filter '" + name + "'", "Known are: until, label, label!.")
                        .spelledAs(DOCKER_SAYS + "Invalid filter '" + name + "'");
            }
        }
        List<String> times = filters.getOrDefault("until", List.of());
        if (times.size() > 1) {
            throw invalid(TWICE, "").spelledAs(DOCKER_SAYS + TWICE);
        }
        until = times.stream().findFirst().map(text -> moment(text, clock));
        labels = filters.getOrDefault("label", List.of());
        notLabels = filters.getOrDefault("label!", List.of());
    }

    /** Everything passes. */
    public boolean isEmpty() {
        return until.isEmpty() && labels.isEmpty() && notLabels.isEmpty();
    }

    /** @param actual the image's labels, asked for only where a filter wants them */
    public boolean takes(Instant created, Supplier<Map<String, String>> actual) {
        if (until.filter(created::isAfter).isPresent()) {
            return false;
        }
        return labels.stream().allMatch(label -> ListFilter.hasLabel(actual.get(), label))
                && (notLabels.isEmpty()
                        || !notLabels.stream().allMatch(label -> ListFilter.hasLabel(actual.get(), label)));
    }

    private static Instant moment(String text, Clock clock) {
        try {
            return Moment.parse(text, clock.instant(), clock.getZone());
        } catch (DateTimeException e) {
            String why = "failed to parse value as time or duration: \"" + text + "\"";
            throw invalid(why, "Like 24h, 2026-01-31 or 2026-01-31T12:00:00Z.").spelledAs(DOCKER_SAYS + why);
        }
    }

    private static Failure invalid(String why, String advice) {
        return new Failure(Failure.Kind.INVALID, OPERATION, "", why, advice);
    }
}
