package dev.jimg.oci;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The same image for several platforms (OCI image spec, «Image Index»; docker's manifest list).
 *
 * @param manifests in the document's order, which is the author's order of preference
 */
public record ImageIndex(RawDocument raw, MediaType mediaType, List<Descriptor> manifests,
        Map<String, String> annotations) implements ManifestDocument {

    /** What BuildKit sets on the entries that are no images but statements about one. */
    private static final String REFERENCE_TYPE = "vnd.docker.reference.type";

    public ImageIndex {
        manifests = List.copyOf(manifests);
        annotations = Map.copyOf(annotations);
    }

    static ImageIndex read(RawDocument raw, MediaType type, JsonNode root) {
        JsonFields fields = new JsonFields(root, "index " + raw.digest());
        return new ImageIndex(raw, type, fields.objects("manifests").stream().map(JsonFields::descriptor).toList(),
                fields.textMap("annotations"));
    }

    /** The entries that are images someone can run: no attestations, no nested indexes. */
    public List<Descriptor> images() {
        return manifests.stream()
                .filter(entry -> entry.mediaType().isManifest())
                .filter(entry -> !entry.annotations().containsKey(REFERENCE_TYPE))
                .toList();
    }

    /** The platforms on offer, in the document's order. */
    public List<Platform> platforms() {
        return images().stream().flatMap(entry -> entry.platform().stream()).distinct().toList();
    }

    /**
     * The entry that runs best on a platform: the exact one, else the next that it is compatible with.
     *
     * <p>An entry without a platform serves only where no entry has one.
     */
    public Optional<Descriptor> select(Platform wanted) {
        for (Platform candidate : wanted.compatible()) {
            Optional<Descriptor> match = images().stream()
                    .filter(entry -> entry.platform().filter(candidate::matches).isPresent())
                    .findFirst();
            if (match.isPresent()) {
                return match;
            }
        }
        return platforms().isEmpty() ? images().stream().findFirst() : Optional.empty();
    }
}
