package dev.jimg.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Writes fixtures as an OCI image layout (image-spec, image-layout.md). */
final class LayoutWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;

    LayoutWriter(Path directory) {
        this.directory = directory;
    }

    void add(Fixture fixture, String tag) {
        try {
            Files.createDirectories(directory.resolve("blobs/sha256"));
            Files.writeString(directory.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
            blob(fixture.root());
            for (ImageFixture image : fixture.images()) {
                blob(image.root());
                for (Content content : image.blobs().toList()) {
                    blob(content);
                }
            }
            index(fixture.root(), tag);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void blob(Content content) throws IOException {
        Path place = directory.resolve("blobs/" + content.digest().replace(':', '/'));
        Files.copy(content.file(), place, StandardCopyOption.REPLACE_EXISTING);
    }

    private void index(Content root, String tag) throws IOException {
        Path file = directory.resolve("index.json");
        ObjectNode index = Files.exists(file)
                ? (ObjectNode) JSON.readTree(Files.readAllBytes(file))
                : JSON.createObjectNode().put("schemaVersion", 2);
        Map<String, Object> descriptor = root.descriptor();
        descriptor.put("annotations", Map.of("org.opencontainers.image.ref.name", tag));
        ArrayNode manifests = index.withArray("manifests");
        manifests.add(JSON.<ObjectNode>valueToTree(descriptor));
        Files.write(file, JSON.writeValueAsBytes(index));
    }
}
