package dev.jimg.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What {@code GET /info} tells of an engine and of the machine under it.
 *
 * @param images how many there are, intermediate ones included
 * @param storage the storage driver, {@code overlay2}, with the file system below it where that is known
 * @param root the engine's directory on its machine
 * @param system the operating system there, with its kernel
 * @param mirrors of Docker Hub, as the engine is configured
 * @param insecure registries that the engine talks to without TLS
 */
public record EngineAbout(int images, int containers, int running, String storage, String root, String system,
        List<String> mirrors, List<String> insecure) {

    private static final String BACKING = "Backing Filesystem";

    static EngineAbout of(JsonNode info) {
        JsonNode registries = EngineJson.object(info).path("RegistryConfig");
        List<String> insecure = new ArrayList<>(texts(registries.path("InsecureRegistryCIDRs")));
        registries.path("IndexConfigs").properties().forEach(index -> {
            if (!index.getValue().path("Secure").asBoolean(true)) {
                insecure.add(index.getKey());
            }
        });
        String kernel = info.path("KernelVersion").asText();
        return new EngineAbout(info.path("Images").asInt(), info.path("Containers").asInt(),
                info.path("ContainersRunning").asInt(),
                info.path("Driver").asText() + backing(info).map(name -> " on " + name).orElse(""),
                info.path("DockerRootDir").asText(),
                info.path("OperatingSystem").asText() + (kernel.isEmpty() ? "" : ", kernel " + kernel),
                texts(registries.path("Mirrors")), List.copyOf(insecure));
    }

    private static Optional<String> backing(JsonNode info) {
        return stream(info.path("DriverStatus")).filter(pair -> pair.path(0).asText().equals(BACKING))
                .map(pair -> pair.path(1).asText()).findFirst();
    }

    private static List<String> texts(JsonNode array) {
        return stream(array).map(JsonNode::asText).toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
