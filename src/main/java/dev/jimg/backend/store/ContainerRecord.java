package dev.jimg.backend.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.runtime.BindMount;
import dev.jimg.runtime.Network;
import dev.jimg.runtime.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a container is, as it was made; it never changes. How it fares stands in files beside it.
 *
 * @param image as it was asked for
 * @param volumes as they were asked for
 * @param remove take it away when it ended
 * @param overlay whether its root file system is an overlay on the unpacked image, or a whole copy
 */
record ContainerRecord(String id, String name, String image, ImageId imageId, Instant created, ProcessSpec process,
        List<String> volumes, boolean interactive, boolean remove, Map<String, String> labels, String stopSignal,
        boolean overlay) {

    static final String FILE = "container.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    void write(Path directory) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", id).put("name", name).put("image", image).put("imageId", imageId.digest().toString())
                .put("created", created.toString());
        texts(json.putArray("args"), process.args());
        texts(json.putArray("env"), process.env());
        json.put("workingDir", process.workingDir()).put("user", process.user()).put("hostname", process.hostname())
                .put("network", process.network().name()).put("terminal", process.terminal());
        texts(json.putArray("volumes"), volumes);
        json.put("interactive", interactive).put("remove", remove).put("stopSignal", stopSignal)
                .put("overlay", overlay);
        ObjectNode labelled = json.putObject("labels");
        labels.forEach(labelled::put);
        Files.write(directory.resolve(FILE), JSON.writeValueAsBytes(json));
    }

    /** @throws IOException if there is none, or it cannot be read */
    static ContainerRecord read(Path directory) throws IOException {
        JsonNode json = JSON.readTree(Files.readAllBytes(directory.resolve(FILE)));
        try {
            List<String> volumes = texts(json.get("volumes"));
            ProcessSpec process = new ProcessSpec(texts(json.get("args")), texts(json.get("env")),
                    json.get("workingDir").asText(), json.get("user").asText(), json.get("hostname").asText(),
                    Network.valueOf(json.get("network").asText()), volumes.stream().map(BindMount::parse).toList(),
                    json.get("terminal").asBoolean());
            Map<String, String> labels = new LinkedHashMap<>();
            json.get("labels").properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
            return new ContainerRecord(json.get("id").asText(), json.get("name").asText(), json.get("image").asText(),
                    new ImageId(Digest.parse(json.get("imageId").asText())),
                    Instant.parse(json.get("created").asText()), process, volumes,
                    json.get("interactive").asBoolean(), json.get("remove").asBoolean(), labels,
                    json.get("stopSignal").asText(), json.get("overlay").asBoolean());
        } catch (RuntimeException e) {
            throw new IOException("damaged " + directory.resolve(FILE), e);
        }
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static List<String> texts(JsonNode array) {
        List<String> result = new ArrayList<>();
        array.forEach(text -> result.add(text.asText()));
        return result;
    }
}
