package dev.jimg.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.cli.GoTypes.Members;
import dev.jimg.template.GoStruct;

/** The type that docker's client (28) has for a container: {@code container.InspectResponse}. */
final class ContainerType {

    private final GoTypes types;

    private ContainerType(GoTypes types) {
        this.types = types;
    }

    static GoStruct of(GoTypes types, JsonNode container) {
        return new ContainerType(types).container(container);
    }

    private GoStruct container(JsonNode container) {
        NetworkType networks = new NetworkType(types);
        return new Members(container)
                .embed("ContainerJSONBase", base(container), "container.ContainerJSONBase")
                .add("Mounts", types.slice("[]container.MountPoint", this::mount))
                .add("Config", types.pointer("container.Config", new ImageType(types)::containerConfig))
                .add("NetworkSettings", types.pointer("container.NetworkSettings", networks::settings))
                .addOptional("ImageManifestDescriptor",
                        types.pointer("v1.Descriptor", new ImageType(types)::descriptor))
                .of("container.InspectResponse", false);
    }

    private Members base(JsonNode container) {
        return new Members(container)
                .add("ID", "Id", types::text)
                .add("Created", types::text)
                .add("Path", types::text)
                .add("Args", types::texts)
                .add("State", types.pointer("container.State", this::state))
                .add("Image", types::text)
                .add("ResolvConfPath", types::text)
                .add("HostnamePath", types::text)
                .add("HostsPath", types::text)
                .add("LogPath", types::text)
                .add("Name", types::text)
                .add("RestartCount", types.whole("int"))
                .add("Driver", types::text)
                .add("Platform", types::text)
                .add("MountLabel", types::text)
                .add("ProcessLabel", types::text)
                .add("AppArmorProfile", types::text)
                .add("ExecIDs", types::texts)
                .add("HostConfig", types.pointer("container.HostConfig", new HostConfigType(types)::members))
                .add("GraphDriver", driver -> new Members(driver)
                        .add("Data", types::textMap)
                        .add("Name", types::text)
                        .of("storage.DriverData", false))
                .addPointer("SizeRw", types.wholePointer("int64"))
                .addPointer("SizeRootFs", types.wholePointer("int64"));
    }

    private Members state(JsonNode state) {
        return new Members(state)
                .add("Status", types::text)
                .add("Running", types::flag)
                .add("Paused", types::flag)
                .add("Restarting", types::flag)
                .add("OOMKilled", types::flag)
                .add("Dead", types::flag)
                .add("Pid", types.whole("int"))
                .add("ExitCode", types.whole("int"))
                .add("Error", types::text)
                .add("StartedAt", types::text)
                .add("FinishedAt", types::text)
                .addOptional("Health", types.pointer("container.Health", this::health));
    }

    private Members health(JsonNode health) {
        return new Members(health)
                .add("Status", types::text)
                .add("FailingStreak", types.whole("int"))
                .add("Log", types.slice("[]*container.HealthcheckResult", probe -> new Members(probe)
                        .add("Start", types::time)
                        .add("End", types::time)
                        .add("ExitCode", types.whole("int"))
                        .add("Output", types::text)
                        .of("container.HealthcheckResult", true)));
    }

    private GoStruct mount(JsonNode mount) {
        return new Members(mount)
                .addOptional("Type", types::text)
                .addOptional("Name", types::text)
                .add("Source", types::text)
                .add("Destination", types::text)
                .addOptional("Driver", types::text)
                .add("Mode", types::text)
                .add("RW", types::flag)
                .add("Propagation", types::text)
                .of("container.MountPoint", false);
    }
}
