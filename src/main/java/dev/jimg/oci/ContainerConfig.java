package dev.jimg.oci;

import java.util.List;
import java.util.Map;

/**
 * How a container of the image starts (OCI image spec, config, «config»), as far as a face shows it.
 * The whole of it, unknown fields included, stays in {@link ImageConfig#raw()}.
 */
public record ContainerConfig(String user, List<String> exposedPorts, List<String> env, List<String> entrypoint,
        List<String> cmd, List<String> volumes, String workingDir, Map<String, String> labels, String stopSignal) {

    static final ContainerConfig EMPTY = new ContainerConfig(
            "", List.of(), List.of(), List.of(), List.of(), List.of(), "", Map.of(), "");

    static ContainerConfig read(JsonFields fields) {
        return new ContainerConfig(fields.text("User").orElse(""), fields.keys("ExposedPorts"), fields.texts("Env"),
                fields.texts("Entrypoint"), fields.texts("Cmd"), fields.keys("Volumes"),
                fields.text("WorkingDir").orElse(""), fields.textMap("Labels"), fields.text("StopSignal").orElse(""));
    }
}
