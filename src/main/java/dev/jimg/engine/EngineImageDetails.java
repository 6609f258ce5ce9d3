package dev.jimg.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What {@code GET /images/{name}/json} tells.
 *
 * @param layers its layers, the lowest first
 * @param json the whole answer, as it came
 */
public record EngineImageDetails(ImageId id, List<Reference> tags, List<Reference> digests, Instant created, long size,
        Platform platform, List<DiffId> layers, Optional<Digest> manifest, String json) {

    static EngineImageDetails of(JsonNode answer) {
        String manifest = answer.path("Descriptor").path("digest").asText("");
        return new EngineImageDetails(EngineImage.id(answer.path("Id").asText()),
                EngineJson.references(answer.path("RepoTags")), EngineJson.references(answer.path("RepoDigests")),
                EngineJson.time(answer.path("Created").asText("")), answer.path("Size").asLong(),
                EngineJson.platform(answer, "Os", "Architecture"),
                EngineJson.texts(answer.path("RootFS").path("Layers")).stream().map(DiffId::parse).toList(),
                manifest.isEmpty() ? Optional.empty() : Optional.of(Digest.parse(manifest)), answer.toString());
    }
}
