package dev.jimg.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jimg.oci.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The {@code manifest.json} of docker's archives: which files make which images. */
final class DockerManifest {

    static final String NAME = "manifest.json";
    /** Some thousand images with some dozen layers each. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final int MAX_DEPTH = 20;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private DockerManifest() {}

    /**
     * One image.
     *
     * @param config the file of its config
     * @param layers the files of its layers, the lowest first
     */
    record Item(String config, List<Reference> names, List<String> layers) {}

    /** @throws ArchiveException if it is no list of images */
    static List<Item> parse(byte[] bytes) throws ArchiveException {
        JsonNode root;
        try {
            root = MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new ArchiveException("its manifest.json is not JSON", e);
        }
        if (!root.isArray()) {
            throw malformed();
        }
        List<Item> items = new ArrayList<>();
        for (JsonNode item : root) {
            if (!item.path("Config").isTextual()) {
                throw malformed();
            }
            List<Reference> names = new ArrayList<>();
            for (String name : texts(item.path("RepoTags"))) {
                names.add(name(name));
            }
            items.add(new Item(item.get("Config").asText(), List.copyOf(names), texts(item.path("Layers"))));
        }
        return items;
    }

    private static Reference name(String text) throws ArchiveException {
        return Reference.tryParse(text)
                .filter(name -> name.tag().isPresent() && name.digest().isEmpty())
                .orElseThrow(() -> new ArchiveException("invalid tag \"" + MemberPath.shown(text) + "\""));
    }

    private static List<String> texts(JsonNode list) throws ArchiveException {
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode text : list) {
            if (!text.isTextual()) {
                throw malformed();
            }
            texts.add(text.asText());
        }
        return List.copyOf(texts);
    }

    private static ArchiveException malformed() {
        return new ArchiveException("its manifest.json is no list of images");
    }
}
