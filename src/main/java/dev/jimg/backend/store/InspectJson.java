package dev.jimg.backend.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.Reference;
import dev.jimg.service.ImageSummary;
import java.util.List;

/** The object that {@code docker image inspect} prints, with docker's names in docker's order. */
final class InspectJson {

    private InspectJson() {}

    /** @param manifest what the image is in the store; docker's containerd store calls it Descriptor */
    static String of(ImageSummary summary, ImageConfig config, Descriptor manifest) {
        JsonNode document = config.tree();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Id", summary.id().toString());
        addAll(json, "RepoTags", summary.tags());
        addAll(json, "RepoDigests", summary.digests());
        json.put("Parent", "");
        json.put("Comment", config.comment());
        json.put("Created", document.path("created").asText(""));
        json.put("DockerVersion", document.path("docker_version").asText(""));
        json.put("Author", config.author());
        json.set("Config", document.path("config").isObject() ? document.get("config")
                : JsonNodeFactory.instance.nullNode());
        json.put("Architecture", config.platform().architecture());
        if (document.hasNonNull("variant")) {
            json.put("Variant", document.get("variant").asText());
        }
        json.put("Os", config.platform().os());
        if (!config.platform().osVersion().isEmpty()) {
            json.put("OsVersion", config.platform().osVersion());
        }
        json.put("Size", summary.size());
        ObjectNode rootfs = json.putObject("RootFS");
        rootfs.put("Type", "layers");
        config.diffIds().forEach(diffId -> rootfs.withArray("Layers").add(diffId.toString()));
        ObjectNode descriptor = json.putObject("Descriptor");
        descriptor.put("mediaType", manifest.mediaType().toString());
        descriptor.put("digest", manifest.digest().toString());
        descriptor.put("size", manifest.size());
        return json.toString();
    }

    private static void addAll(ObjectNode json, String field, List<Reference> names) {
        names.forEach(name -> json.withArray(field).add(name.familiar()));
        if (names.isEmpty()) {
            json.putArray(field);
        }
    }
}
