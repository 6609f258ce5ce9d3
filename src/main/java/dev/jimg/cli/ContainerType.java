package dev.jimg.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.cli.GoTypes.Members;
import dev.jimg.template.GoStruct;

/** The type that docker's client (28) has for a container: {@code container.InspectResponse}. */
final class ContainerType {

    private final GoTypes types;
    private final JsonNode container;

    private ContainerType(GoTypes types, JsonNode container) {
        this.types = types;
        this.container = container;
    }

    static GoStruct of(GoTypes types, JsonNode container) {
        return new ContainerType(types, container).whole();
    }

    private GoStruct whole() {
        NetworkType networks = new NetworkType(types);
        return new Members()
                .embed("ContainerJSONBase", base(), "container.ContainerJSONBase")
                .add("Mounts", types.slice("[]container.MountPoint", container.path("Mounts"), this::mount))
                .add("Config", types.pointer("container.Config", container.path("Config"),
                        new ImageType(types)::containerConfig))
                .add("NetworkSettings", types.pointer("container.NetworkSettings", container.path("NetworkSettings"),
                        networks::settings))
                .addOptional("ImageManifestDescriptor", types.pointer("v1.Descriptor",
                        container.path("ImageManifestDescriptor"), new ImageType(types)::descriptor))
                .of("container.InspectResponse", false);
    }

    private Members base() {
        return new Members()
                .add("ID", "Id", text("Id"))
                .add("Created", text("Created"))
                .add("Path", text("Path"))
                .add("Args", types.texts(container.path("Args")))
                .add("State", types.pointer("container.State", container.path("State"), this::state))
                .add("Image", text("Image"))
                .add("ResolvConfPath", text("ResolvConfPath"))
                .add("HostnamePath", text("HostnamePath"))
                .add("HostsPath", text("HostsPath"))
                .add("LogPath", text("LogPath"))
                .add("Name", text("Name"))
                .add("RestartCount", types.whole("int", container.path("RestartCount")))
                .add("Driver", text("Driver"))
                .add("Platform", text("Platform"))
                .add("MountLabel", text("MountLabel"))
                .add("ProcessLabel", text("ProcessLabel"))
                .add("AppArmorProfile", text("AppArmorProfile"))
                .add("ExecIDs", types.texts(container.path("ExecIDs")))
                .add("HostConfig", types.pointer("container.HostConfig", container.path("HostConfig"),
                        new HostConfigType(types)::members))
                .add("GraphDriver", new Members()
                        .add("Data", types.textMap(container.path("GraphDriver").path("Data")))
                        .add("Name", types.text(container.path("GraphDriver").path("Name")))
                        .of("storage.DriverData", false))
                .addPointer("SizeRw", types.wholePointer("int64", container.path("SizeRw")))
                .addPointer("SizeRootFs", types.wholePointer("int64", container.path("SizeRootFs")));
    }

    private String text(String name) {
        return types.text(container.path(name));
    }

    private Members state(JsonNode state) {
        return new Members()
                .add("Status", types.text(state.path("Status")))
                .add("Running", state.path("Running").asBoolean())
                .add("Paused", state.path("Paused").asBoolean())
                .add("Restarting", state.path("Restarting").asBoolean())
                .add("OOMKilled", state.path("OOMKilled").asBoolean())
                .add("Dead", state.path("Dead").asBoolean())
                .add("Pid", types.whole("int", state.path("Pid")))
                .add("ExitCode", types.whole("int", state.path("ExitCode")))
                .add("Error", types.text(state.path("Error")))
                .add("StartedAt", types.text(state.path("StartedAt")))
                .add("FinishedAt", types.text(state.path("FinishedAt")))
                .addOptional("Health", types.pointer("container.Health", state.path("Health"), this::health));
    }

    private Members health(JsonNode health) {
        return new Members()
                .add("Status", types.text(health.path("Status")))
                .add("FailingStreak", types.whole("int", health.path("FailingStreak")))
                .add("Log", types.slice("[]*container.HealthcheckResult", health.path("Log"), probe -> new Members()
                        .add("Start", types.time(probe.path("Start")))
                        .add("End", types.time(probe.path("End")))
                        .add("ExitCode", types.whole("int", probe.path("ExitCode")))
                        .add("Output", types.text(probe.path("Output")))
                        .of("container.HealthcheckResult", true)));
    }

    private GoStruct mount(JsonNode mount) {
        return new Members()
                .addOptional("Type", types.text(mount.path("Type")))
                .addOptional("Name", types.text(mount.path("Name")))
                .add("Source", types.text(mount.path("Source")))
                .add("Destination", types.text(mount.path("Destination")))
                .addOptional("Driver", types.text(mount.path("Driver")))
                .add("Mode", types.text(mount.path("Mode")))
                .add("RW", mount.path("RW").asBoolean())
                .add("Propagation", types.text(mount.path("Propagation")))
                .of("container.MountPoint", false);
    }
}
