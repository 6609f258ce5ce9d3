package dev.jimg.backend.engine;

import dev.jimg.engine.ContainerRow;
import dev.jimg.service.container.ContainerSummary;
import java.util.List;

/** What the service says of a container of an engine. */
final class ContainerList {

    private static final String LOCAL = "local";

    private ContainerList() {}

    static ContainerSummary summary(ContainerRow row) {
        return new ContainerSummary(row.id(), names(row), row.image(), row.imageId(), row.command(), row.created(),
                row.state(), row.status(), PortsText.of(row.ports()), row.labels(),
                row.mounts().stream().map(mount -> mount.name().isEmpty() ? mount.source() : mount.name()).toList(),
                (int) row.mounts().stream().filter(mount -> mount.driver().equals(LOCAL)).count(), row.networks(),
                row.writtenBytes(), row.wholeBytes());
    }

    /** A name that another container has for this one, by a link, comes after its own. */
    private static List<String> names(ContainerRow row) {
        List<String> names = row.names().stream().map(name -> name.startsWith("/") ? name.substring(1) : name).toList();
        return names.stream().sorted((a, b) -> Boolean.compare(a.indexOf('/') >= 0, b.indexOf('/') >= 0)).toList();
    }
}
