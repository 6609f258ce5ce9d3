package dev.jimg.backend.store;

import dev.jimg.oci.GoPattern;
import dev.jimg.oci.ImageId;
import dev.jimg.rootfs.TreeSize;
import dev.jimg.service.Failure;
import dev.jimg.service.container.ContainerListRequest;
import dev.jimg.service.container.ContainerSummary;
import dev.jimg.text.HumanDuration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The list of containers, as docker shows and filters it. */
final class ContainerRows {

    private static final Set<String> FILTERS = Set.of("ancestor", "exited", "id", "label", "name", "network", "status",
            "volume");

    private final Clock clock;
    private final Function<String, Set<ImageId>> family;
    private final Predicate<ContainerRecord> named;

    /**
     * @param family an image and all that are made of its layers, by its name or ID
     * @param named whether what a container's image was called still means that image
     */
    ContainerRows(Clock clock, Function<String, Set<ImageId>> family, Predicate<ContainerRecord> named) {
        this.clock = clock;
        this.family = family;
        this.named = named;
    }

    List<ContainerSummary> of(List<ContainerHome> homes, ContainerListRequest request) {
        for (String filter : request.filters().keySet()) {
            if (!FILTERS.contains(filter)) {
                String why = "invalid filter '" + filter + "'";
                throw new Failure(Failure.Kind.INVALID, "list containers", "", why, "", why, null);
            }
        }
        boolean all = request.all() || request.last() > 0 || request.filters().containsKey("status")
                || request.filters().containsKey("exited");
        Stream<ContainerHome> rows = homes.stream().filter(home -> all || home.running())
                .filter(home -> request.filters().entrySet().stream().allMatch(filter -> keeps(home, filter)));
        return (request.last() > 0 ? rows.limit(request.last()) : rows)
                .map(home -> row(home, request.size())).toList();
    }

    private boolean keeps(ContainerHome home, Map.Entry<String, List<String>> filter) {
        return filter.getValue().stream().anyMatch(value -> keeps(home, filter.getKey(), value));
    }

    private boolean keeps(ContainerHome home, String filter, String value) {
        ContainerRecord record = home.record();
        return switch (filter) {
            case "ancestor" -> family.apply(value).contains(record.imageId());
            case "exited" -> home.process().exit().map(Object::toString).filter(value::equals).isPresent();
            case "id" -> record.id().startsWith(value);
            case "label" -> value.contains("=") ? value.equals(label(record, value.split("=", 2)[0]))
                    : record.labels().containsKey(value);
            case "name" -> ("/" + record.name()).contains(value)
                    || GoPattern.matches(value, record.name());
            case "network" -> record.process().network().name().equalsIgnoreCase(value);
            case "volume" -> record.process().mounts().stream()
                    .anyMatch(mount -> mount.target().equals(value) || mount.source().toString().equals(value));
            default -> home.state().equals(value);
        };
    }

    private static String label(ContainerRecord record, String name) {
        String value = record.labels().get(name);
        return value == null ? null : name + "=" + value;
    }

    private ContainerSummary row(ContainerHome home, boolean size) {
        ContainerRecord record = home.record();
        long written = size ? TreeSize.of(record.overlay() ? home.upper() : home.rootfs()) : -1;
        List<String> mounts = record.process().mounts().stream().map(mount -> mount.source().toString()).toList();
        return new ContainerSummary(record.id(), List.of(record.name()),
                named.test(record) ? record.image() : record.imageId().digest().toString(),
                Optional.of(record.imageId()), String.join(" ", record.process().args()), record.created(),
                home.state(), status(home), "", record.labels(), mounts, 0,
                List.of(record.process().network().name().toLowerCase(Locale.ROOT)), written, written);
    }

    private String status(ContainerHome home) {
        Instant now = clock.instant();
        return switch (home.state()) {
            case "running" -> "Up " + since(home.process().started(), now);
            case "exited" -> "Exited (" + home.process().exit().orElse(0) + ") "
                    + since(home.process().finished(), now) + " ago";
            default -> "Created";
        };
    }

    private static String since(Optional<Instant> then, Instant now) {
        return HumanDuration.of(Duration.between(then.orElse(now), now));
    }

    /** The containers that hold an image, as docker names them in a conflict. */
    static Map<ImageId, List<ContainerHome>> byImage(List<ContainerHome> homes) {
        return homes.stream().collect(Collectors.groupingBy(home -> home.record().imageId()));
    }
}
