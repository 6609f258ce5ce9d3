package dev.jimg.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageIndex;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.ManifestDocument;
import dev.jimg.oci.MediaType;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes an index for a store whose {@code index.json} is damaged or gone: the entries of its last state but one, and
 * for every image in the blobs that these do not reach an entry without a name. Changes nothing on disk.
 */
final class IndexRecovery {

    private final Layout layout;

    IndexRecovery(Layout layout) {
        this.layout = layout;
    }

    static ObjectNode emptyIndex() {
        ObjectNode index = StoreJson.newObject();
        index.put("schemaVersion", 2);
        index.put("mediaType", MediaType.OCI_INDEX.value());
        index.putArray("manifests");
        return index;
    }

    /** @param problems gets what was done, for the person who wonders where a name went */
    ObjectNode recover(List<String> problems) throws IOException {
        ObjectNode index = previous();
        ArrayNode entries = index.withArrayProperty("manifests");
        int named = entries.size();
        List<ManifestDocument> documents = documents();
        Set<Digest> reached = new HashSet<>();
        for (ManifestDocument document : documents) {
            if (document instanceof ImageIndex nested) {
                nested.manifests().forEach(entry -> reached.add(entry.digest()));
            }
        }
        for (JsonNode entry : entries) {
            digest(entry).ifPresent(reached::add);
        }
        for (ManifestDocument document : documents) {
            if (!reached.contains(document.digest()) && isImage(document)) {
                Descriptor descriptor = document.descriptor();
                entries.addObject().put("mediaType", descriptor.mediaType().value())
                        .put("digest", descriptor.digest().toString()).put("size", descriptor.size());
            }
        }
        problems.add(named + " entries were taken from its previous state and " + (entries.size() - named)
                + " images without a name from the blobs");
        return index;
    }

    private ObjectNode previous() throws IOException {
        try {
            ObjectNode previous = StoreJson.read(layout.previousIndex());
            if (previous.path("manifests").isArray()) {
                return previous;
            }
        } catch (NoSuchFileException | UnreadableException e) {
            // Then the blobs alone tell.
        }
        return emptyIndex();
    }

    /** Only what an image was made of: a signature or a chart without a name has no use in a list of images. */
    private static boolean isImage(ManifestDocument document) {
        return !(document instanceof Manifest manifest) || manifest.isImage();
    }

    private List<ManifestDocument> documents() throws IOException {
        List<ManifestDocument> found = new ArrayList<>();
        try (DirectoryStream<Path> blobs = Files.newDirectoryStream(layout.blobs(Digest.Algorithm.SHA256))) {
            for (Path blob : blobs) {
                document(blob).ifPresent(found::add);
            }
        } catch (NoSuchFileException e) {
            return found;
        }
        return found;
    }

    private static Optional<ManifestDocument> document(Path blob) throws IOException {
        if (Files.size(blob) > ManifestDocument.MAX_BYTES) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(blob);
        if (bytes.length == 0 || bytes[0] != '{') {
            return Optional.empty();
        }
        try {
            ManifestDocument document = ManifestDocument.parse(bytes, Optional.empty());
            boolean intact = blob.getFileName().toString().equals(document.digest().hex());
            return intact ? Optional.of(document) : Optional.empty();
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private static Optional<Digest> digest(JsonNode entry) {
        try {
            return Optional.of(Digest.parse(entry.path("digest").asText()));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }
}
