package dev.jimg.backend.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.runtime.BindMount;
import dev.jimg.runtime.ContainerOutput;
import dev.jimg.runtime.ProcessSpec;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What docker's {@code inspect} says of a container, as far as a container of the store has it. */
final class ContainerJson {

    private static final String NEVER = "0001-01-01T00:00:00Z";

    private ContainerJson() {}

    static String of(ContainerHome home) {
        ContainerRecord record = home.record();
        ProcessSpec process = record.process();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Id", record.id()).put("Created", record.created().toString());
        json.put("Path", process.args().get(0));
        texts(json.putArray("Args"), process.args().subList(1, process.args().size()));
        state(json.putObject("State"), home);
        json.put("Image", record.imageId().digest().toString());
        json.put("LogPath", ContainerOutput.file(home.directory()).toString()).put("Name", "/" + record.name());
        json.put("Driver", record.overlay() ? "overlay" : "copy").put("Platform", "linux");
        ObjectNode host = json.putObject("HostConfig");
        texts(host.putArray("Binds"), record.volumes());
        host.put("NetworkMode", process.network().name().toLowerCase(Locale.ROOT))
                .put("AutoRemove", record.remove());
        mounts(json.putArray("Mounts"), process.mounts());
        ObjectNode config = json.putObject("Config");
        config.put("Hostname", process.hostname()).put("User", process.user()).put("Tty", process.terminal())
                .put("OpenStdin", record.interactive());
        texts(config.putArray("Env"), process.env());
        texts(config.putArray("Cmd"), process.args());
        config.put("Image", record.image()).put("WorkingDir", process.workingDir());
        ObjectNode labels = config.putObject("Labels");
        record.labels().forEach(labels::put);
        return json.toString();
    }

    private static void state(ObjectNode state, ContainerHome home) {
        Optional<Integer> exit = home.process().exit();
        state.put("Status", home.state()).put("Running", home.running()).put("Paused", false)
                .put("ExitCode", exit.orElse(0));
        state.put("StartedAt", home.process().started().map(Instant::toString).orElse(NEVER));
        state.put("FinishedAt", home.running() ? NEVER
                : home.process().finished().map(Instant::toString).orElse(NEVER));
    }

    private static void mounts(ArrayNode array, List<BindMount> mounts) {
        for (BindMount mount : mounts) {
            array.addObject().put("Type", "bind").put("Source", mount.source().toString())
                    .put("Destination", mount.target()).put("RW", !mount.readOnly());
        }
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
