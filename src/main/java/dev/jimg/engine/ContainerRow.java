package dev.jimg.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.oci.ImageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All of a row of {@code GET /containers/json}.
 *
 * @param names as the engine has them, each with a slash before it
 * @param networks their names, sorted
 * @param writtenBytes of its own layer, -1 if not asked for
 * @param wholeBytes of its whole file system, -1 if not asked for
 */
public record ContainerRow(String id, List<String> names, String image, Optional<ImageId> imageId, String command,
        Instant created, String state, String status, List<Port> ports, Map<String, String> labels, List<Mount> mounts,
        List<String> networks, long writtenBytes, long wholeBytes) {

    private static final long NOT_ASKED = -1;

    /**
     * @param address of this machine it is published on; empty if it is not published
     * @param published 0 if it is not
     */
    public record Port(String address, int inside, int published, String protocol) {}

    /** @param name of a volume; empty for what is none */
    public record Mount(String name, String source, String driver) {}

    /** The mark of the process that made it for nothing but to look at an image's files; empty for any other. */
    public Optional<String> filesMark() {
        return FilesName.mark(names, state);
    }

    boolean forFiles() {
        return filesMark().isPresent();
    }

    static ContainerRow of(JsonNode row) {
        String image = row.path("ImageID").asText("");
        List<String> networks = new ArrayList<>();
        row.path("NetworkSettings").path("Networks").fieldNames().forEachRemaining(networks::add);
        networks.sort(null);
        List<Port> ports = new ArrayList<>();
        row.path("Ports").forEach(port -> ports.add(new Port(port.path("IP").asText(""),
                port.path("PrivatePort").asInt(), port.path("PublicPort").asInt(), port.path("Type").asText("tcp"))));
        List<Mount> mounts = new ArrayList<>();
        row.path("Mounts").forEach(mount -> mounts.add(mount.isTextual() ? new Mount("", mount.asText(), "")
                : new Mount(mount.path("Name").asText(""), mount.path("Source").asText(""),
                        mount.path("Driver").asText(""))));
        return new ContainerRow(row.path("Id").asText(), EngineJson.texts(row.path("Names")),
                row.path("Image").asText(""), image.isEmpty() ? Optional.empty() : Optional.of(EngineImage.id(image)),
                row.path("Command").asText(""), Instant.ofEpochSecond(row.path("Created").asLong()),
                row.path("State").asText(""), row.path("Status").asText(""), List.copyOf(ports),
                EngineJson.textMap(row.path("Labels")), List.copyOf(mounts), List.copyOf(networks),
                row.path("SizeRw").asLong(NOT_ASKED), row.path("SizeRootFs").asLong(NOT_ASKED));
    }
}
