package dev.jimg.cli;

import dev.jimg.oci.Reference;
import dev.jimg.service.SystemUsage;
import dev.jimg.service.SystemUsage.BuildCache;
import dev.jimg.service.SystemUsage.Volume;
import dev.jimg.service.container.ContainerSummary;
import dev.jimg.template.Quoting;
import dev.jimg.text.HumanSize;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code system df -v}: every image, container, volume and record of the build cache. */
final class DiskUseDetails {

    private static final int COMMAND_CELLS = 20;
    private static final int ID_DIGITS = 12;
    private static final String UNKNOWN = "N/A";

    /** Docker's order of the parts. */
    private static final String WHOLE = "{\"Images\":{{json .Images}},\"Containers\":{{json .Containers}},"
            + "\"Volumes\":{{json .Volumes}},\"BuildCache\":{{json .BuildCache}}}";

    private final SystemUsage usage;
    private final Console console;
    private final Instant now;

    DiskUseDetails(SystemUsage usage, Console console) {
        this.usage = usage;
        this.console = console;
        this.now = console.now().get();
    }

    static long cacheSize(SystemUsage usage) {
        return usage.buildCache().stream().mapToLong(BuildCache::size).sum();
    }

    void print(String format) {
        if (format.equals(OutputFormat.TABLE_WORD)) {
            tables();
        } else {
            boolean json = format.equals(OutputFormat.JSON_WORD);
            DiskUseTemplate.print(console, json ? WHOLE : format, images(false), containers(false), volumes(),
                    cache());
        }
    }

    private void tables() {
        Output out = console.out();
        out.print("Images space usage:\n\n");
        images(true).table(console, List.of("Repository", "Tag", "ID", "CreatedSince", "Size", "SharedSize",
                "UniqueSize", "Containers"));
        out.print("\nContainers space usage:\n\n");
        containers(true).table(console, List.of("ID", "Image", "Command", "LocalVolumes", "Size", "RunningFor",
                "Status", "Names"));
        out.print("\nLocal Volumes space usage:\n\n");
        volumes().table(console, List.of("Name", "Links", "Size"));
        out.print("\nBuild cache usage: " + HumanSize.of(cacheSize(usage)) + "\n\n");
        cache().table(console, List.of("ID", "CacheType", "Size", "CreatedSince", "LastUsedSince", "UsageCount",
                "Shared"));
    }

    /** One row an image, under its first name. */
    private Listing<SystemUsage.Image> images(boolean shortened) {
        return new Listing<>("formatter.imageContext", List.of(
                new Field<>("Repository", "REPOSITORY",
                        row -> first(row).map(Reference::familiarName).orElse(ImageRow.NONE)),
                new Field<>("Tag", "TAG", row -> first(row).flatMap(Reference::tag).orElse(ImageRow.NONE)),
                new Field<>("Digest", "DIGEST", row -> ""),
                new Field<>("ID", "IMAGE ID",
                        row -> shortened ? row.image().id().shortHex() : row.image().id().toString()),
                new Field<>("CreatedSince", "CREATED", row -> Times.agoIfKnown(row.image().created(), now)),
                new Field<>("CreatedAt", "CREATED AT", row -> Times.full(row.image().created(), console.zone().get())),
                new Field<>("Size", "SIZE", row -> HumanSize.inList(row.size())),
                new Field<>("VirtualSize", "SIZE", row -> HumanSize.of(row.size())),
                new Field<>("SharedSize", "SHARED SIZE",
                        row -> row.shared() < 0 ? UNKNOWN : HumanSize.of(row.shared())),
                new Field<>("UniqueSize", "UNIQUE SIZE",
                        row -> row.shared() < 0 ? UNKNOWN : HumanSize.of(row.size() - row.shared())),
                new Field<>("Containers", "CONTAINERS",
                        row -> row.containers() < 0 ? UNKNOWN : String.valueOf(row.containers()))), usage.images());
    }

    private static Optional<Reference> first(SystemUsage.Image row) {
        return row.image().tags().stream().findFirst();
    }

    private Listing<ContainerSummary> containers(boolean shortened) {
        return new Listing<>("formatter.ContainerContext", List.of(
                new Field<>("ID", "CONTAINER ID", row -> shortened ? row.id().substring(0,
                        Math.min(ID_DIGITS, row.id().length())) : row.id()),
                new Field<>("Image", "IMAGE", row -> ContainerFields.image(row, !shortened)),
                new Field<>("Command", "COMMAND", row -> Quoting.quote(shortened
                        ? TextWidth.ellipsis(row.command(), COMMAND_CELLS) : row.command())),
                new Field<>("LocalVolumes", "LOCAL VOLUMES", row -> String.valueOf(row.localVolumes())),
                new Field<>("Size", "SIZE", row -> HumanSize.inList(Math.max(0, row.writtenBytes()))),
                new Field<>("RunningFor", "CREATED", row -> Times.ago(row.created(), now)),
                new Field<>("CreatedAt", "CREATED AT", row -> Times.full(row.created(), console.zone().get())),
                new Field<>("Status", "STATUS", ContainerSummary::status),
                new Field<>("State", "STATE", ContainerSummary::state),
                new Field<>("Names", "NAMES", row -> row.names().stream().filter(name -> name.indexOf('/') < 0)
                        .collect(Collectors.joining(","))),
                new Field<>("Ports", "PORTS", ContainerSummary::ports),
                new Field<>("Labels", "LABELS", row -> labels(row.labels())),
                new Field<>("Mounts", "MOUNTS", row -> String.join(",", row.mounts())),
                new Field<>("Networks", "NETWORKS", row -> String.join(",", row.networks()))), usage.containers());
    }

    private Listing<Volume> volumes() {
        return new Listing<>("formatter.volumeContext", List.of(
                new Field<>("Name", "VOLUME NAME", Volume::name),
                new Field<>("Links", "LINKS", row -> row.links() < 0 ? UNKNOWN : String.valueOf(row.links())),
                new Field<>("Size", "SIZE", row -> row.size() < 0 ? UNKNOWN : HumanSize.of(row.size())),
                new Field<>("Driver", "DRIVER", Volume::driver),
                new Field<>("Scope", "SCOPE", Volume::scope),
                new Field<>("Mountpoint", "MOUNTPOINT", Volume::mountpoint),
                new Field<>("Labels", "LABELS", row -> labels(row.labels())),
                // Of Swarm's volumes only.
                new Field<>("Availability", "AVAILABILITY", row -> UNKNOWN),
                new Field<>("Group", "GROUP", row -> UNKNOWN),
                new Field<>("Status", "STATUS", row -> UNKNOWN)), usage.volumes());
    }

    private Listing<BuildCache> cache() {
        return new Listing<>("formatter.buildCacheContext", List.of(
                new Field<>("ID", "CACHE ID", row -> row.id().substring(0, Math.min(ID_DIGITS, row.id().length()))
                        + (row.inUse() ? "*" : "")),
                new Field<>("CacheType", "CACHE TYPE", BuildCache::type),
                new Field<>("Description", "DESCRIPTION", BuildCache::description),
                new Field<>("Size", "SIZE", row -> HumanSize.inList(row.size())),
                new Field<>("CreatedSince", "CREATED", row -> Times.ago(row.created(), now)),
                new Field<>("CreatedAt", "CREATED AT", row -> Times.full(row.created(), console.zone().get())),
                new Field<>("LastUsedSince", "LAST USED",
                        row -> row.lastUsed().equals(Instant.EPOCH) ? "" : Times.ago(row.lastUsed(), now)),
                new Field<>("UsageCount", "USAGE", row -> String.valueOf(row.usageCount())),
                new Field<>("InUse", "IN USE", row -> String.valueOf(row.inUse())),
                new Field<>("Shared", "SHARED", row -> String.valueOf(row.shared()))), usage.buildCache());
    }

    private static String labels(Map<String, String> labels) {
        return labels.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(label -> label.getKey() + "=" + label.getValue()).collect(Collectors.joining(","));
    }
}
