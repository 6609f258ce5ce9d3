package dev.jimg.cli;

import dev.jimg.service.SystemUsage;
import dev.jimg.service.container.ContainerSummary;
import dev.jimg.text.HumanSize;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code system df}. */
final class DiskUseCommand implements Command {

    static final String SUMMARY = "Show disk usage";

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS]", SUMMARY, "", List.of(),
                List.of(OutputFormat.flag(),
                        Flag.on("verbose", 'v', "Show detailed information on space usage")),
                0, 0);
    }

    @Override
    public int run(Invocation invocation) {
        SystemUsage usage = invocation.service().systemUsage();
        String format = OutputFormat.of(invocation.flags());
        if (invocation.flags().on("verbose")) {
            new DiskUseDetails(usage, invocation.console()).print(format);
        } else {
            summary(usage).print(invocation.console(), format,
                    List.of("Type", "TotalCount", "Active", "Size", "Reclaimable"));
        }
        return 0;
    }

    /** @param size and {@code reclaimable}: as they are printed */
    private record Row(String type, long total, long active, String size, String reclaimable) {}

    private static Listing<Row> summary(SystemUsage usage) {
        return new Listing<>("formatter.diskUsageImagesContext", List.of(
                new Field<>("Type", "TYPE", Row::type),
                new Field<>("TotalCount", "TOTAL", row -> String.valueOf(row.total())),
                new Field<>("Active", "ACTIVE", row -> String.valueOf(row.active())),
                new Field<>("Size", "SIZE", Row::size),
                new Field<>("Reclaimable", "RECLAIMABLE", Row::reclaimable)),
                rows(usage));
    }

    /** Docker's four, and more where there is something in them: what no engine has is not shown of one. */
    private static List<Row> rows(SystemUsage usage) {
        List<Row> rows = new ArrayList<>(
                List.of(images(usage), containers(usage), volumes(usage), cache(usage)));
        if (!usage.unfinished().isEmpty()) {
            long bytes = usage.unfinished().stream().mapToLong(Long::longValue).sum();
            rows.add(row("Unfinished Downloads", usage.unfinished().size(), 0, bytes, bytes));
        }
        if (usage.trash().bytes() > 0) {
            rows.add(row("Trash", usage.trash().changes(), 0, usage.trash().bytes(), usage.trash().bytes()));
        }
        return rows;
    }

    private static Row images(SystemUsage usage) {
        // As docker counts: what no image in use has for itself could go; what they share stays uncounted on both sides.
        long used = usage.images().stream().filter(image -> image.containers() != 0 && image.shared() >= 0)
                .mapToLong(image -> image.size() - image.shared()).sum();
        long active = usage.images().stream().filter(image -> image.containers() > 0).count();
        return row("Images", usage.images().size(), active, usage.layers(), usage.layers() - used);
    }

    private static Row containers(SystemUsage usage) {
        Stream<ContainerSummary> idle = usage.containers().stream().filter(container -> !active(container));
        return row("Containers", usage.containers().size(),
                usage.containers().stream().filter(DiskUseCommand::active).count(), written(usage.containers().stream()),
                written(idle));
    }

    private static long written(Stream<ContainerSummary> containers) {
        return containers.mapToLong(container -> Math.max(0, container.writtenBytes())).sum();
    }

    private static boolean active(ContainerSummary container) {
        return List.of("running", "paused", "restarting").contains(container.state());
    }

    private static Row volumes(SystemUsage usage) {
        List<SystemUsage.Volume> measured = usage.volumes().stream().filter(volume -> volume.size() >= 0).toList();
        return row("Local Volumes", usage.volumes().size(),
                usage.volumes().stream().filter(volume -> volume.links() > 0).count(),
                measured.stream().mapToLong(SystemUsage.Volume::size).sum(),
                measured.stream().filter(volume -> volume.links() == 0).mapToLong(SystemUsage.Volume::size).sum());
    }

    private static Row cache(SystemUsage usage) {
        long size = DiskUseDetails.cacheSize(usage);
        long used = usage.buildCache().stream().filter(SystemUsage.BuildCache::inUse)
                .mapToLong(SystemUsage.BuildCache::size).sum();
        return new Row("Build Cache", usage.buildCache().size(),
                usage.buildCache().stream().filter(SystemUsage.BuildCache::inUse).count(), HumanSize.of(size),
                HumanSize.of(size - used));
    }

    private static Row row(String type, long total, long active, long size, long reclaimable) {
        String share = size > 0 ? " (" + reclaimable * 100 / size + "%)" : "";
        return new Row(type, total, active, HumanSize.of(size), HumanSize.of(reclaimable) + share);
    }
}
