package dev.jimg.cli;

import dev.jimg.oci.Reference;
import dev.jimg.service.container.ContainerSummary;
import dev.jimg.template.Quoting;
import dev.jimg.text.HumanSize;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What can be said of a container, as docker says it. */
final class ContainerFields {

    private static final int SHORT_ID = 12;
    private static final int COMMAND_CELLS = 20;
    private static final int MOUNT_CELLS = 15;

    private ContainerFields() {}

    /** @param whole nothing is cut short */
    static List<Field<ContainerSummary>> of(Console console, boolean whole) {
        Instant now = console.now().get();
        return List.of(
                new Field<>("ID", "CONTAINER ID", row -> whole ? row.id() : shortened(row.id())),
                new Field<>("Names", "NAMES", row -> names(row, whole)),
                new Field<>("Image", "IMAGE", row -> image(row, whole)),
                new Field<>("Command", "COMMAND", row -> Quoting.quote(whole ? row.command()
                        : TextWidth.ellipsis(row.command(), COMMAND_CELLS))),
                new Field<>("CreatedAt", "CREATED AT", row -> Times.full(row.created(), console.zone().get())),
                new Field<>("RunningFor", "CREATED", row -> Times.ago(row.created(), now)),
                new Field<>("Platform", "PLATFORM", row -> null),
                new Field<>("Ports", "PORTS", ContainerSummary::ports),
                new Field<>("State", "STATE", ContainerSummary::state),
                new Field<>("Status", "STATUS", ContainerSummary::status),
                new Field<>("Size", "SIZE", ContainerFields::size),
                new Field<>("Labels", "LABELS", row -> labels(row.labels())),
                new Field<>("Mounts", "MOUNTS", row -> row.mounts().stream()
                        .map(mount -> whole ? mount : TextWidth.ellipsis(mount, MOUNT_CELLS))
                        .collect(Collectors.joining(","))),
                new Field<>("LocalVolumes", "LOCAL VOLUMES", row -> Integer.toString(row.localVolumes())),
                new Field<>("Networks", "NETWORKS", row -> String.join(",", row.networks())));
    }

    private static String shortened(String id) {
        String hex = id.substring(id.indexOf(':') + 1);
        return hex.substring(0, Math.min(SHORT_ID, hex.length()));
    }

    /** A name with a slash is one that another container has for it. */
    private static String names(ContainerSummary row, boolean whole) {
        return row.names().stream().filter(name -> whole || name.indexOf('/') < 0).collect(Collectors.joining(","));
    }

    static String image(ContainerSummary row, boolean whole) {
        if (row.image().isEmpty()) {
            return "<no image>";
        }
        if (whole) {
            return row.image();
        }
        String id = row.imageId().map(known -> shortened(known.toString())).orElse("");
        if (id.equals(shortened(row.image()))) {
            return id;
        }
        Optional<Reference> reference = Reference.tryParse(row.image());
        return reference.map(known -> known.familiarName() + known.tag().map(tag -> ":" + tag).orElse(""))
                .orElse(row.image());
    }

    private static String size(ContainerSummary row) {
        String written = HumanSize.inList(Math.max(row.writtenBytes(), 0));
        return row.wholeBytes() > 0 ? written + " (virtual " + HumanSize.inList(row.wholeBytes()) + ")" : written;
    }

    private static String labels(Map<String, String> labels) {
        return new TreeMap<>(labels).entrySet().stream().map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
    }
}
