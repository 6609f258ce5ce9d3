package dev.jimg.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One row of {@code GET /images/json}.
 *
 * @param created to the second; the epoch if unknown
 * @param size bytes of all its layers, unpacked
 * @param shared bytes of it that other images need too, -1 if the engine does not tell
 * @param containers made from it, -1 if the engine does not tell
 * @param parent the image it was built on, if that was on this engine
 * @param manifest where the engine keeps manifests (containerd's store)
 */
public record EngineImage(ImageId id, List<Reference> tags, List<Reference> digests, Instant created, long size,
        long shared, int containers, Optional<ImageId> parent, Map<String, String> labels,
        Optional<Digest> manifest) {

    static EngineImage of(JsonNode row) {
        String parent = row.path("ParentId").asText("");
        String manifest = row.path("Descriptor").path("digest").asText("");
        return new EngineImage(id(row.path("Id").asText()), EngineJson.tags(row.path("RepoTags")),
                EngineJson.references(row.path("RepoDigests")), Instant.ofEpochSecond(row.path("Created").asLong()),
                row.path("Size").asLong(), row.path("SharedSize").asLong(-1), row.path("Containers").asInt(-1),
                parent.isEmpty() ? Optional.empty() : Optional.of(id(parent)), EngineJson.textMap(row.path("Labels")),
                manifest.isEmpty() ? Optional.empty() : Optional.of(Digest.parse(manifest)));
    }

    public EngineImage withShared(long value) {
        return new EngineImage(id, tags, digests, created, size, value, containers, parent, labels, manifest);
    }

    /** Podman leaves the algorithm out here and there. */
    static ImageId id(String text) {
        return ImageId.parse(text.indexOf(':') < 0 ? "sha256:" + text : text);
    }
}
