package dev.jimg.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.cli.GoTypes.Members;
import dev.jimg.template.GoStruct;

/** The type that docker's client (28) has for an image: {@code image.InspectResponse}. */
final class ImageType {

    private final GoTypes types;

    ImageType(GoTypes types) {
        this.types = types;
    }

    static GoStruct of(GoTypes types, JsonNode image) {
        return new ImageType(types).image(image);
    }

    private GoStruct image(JsonNode image) {
        return new Members()
                .add("ID", "Id", types.text(image.path("Id")))
                .add("RepoTags", types.texts(image.path("RepoTags")))
                .add("RepoDigests", types.texts(image.path("RepoDigests")))
                .add("Parent", types.text(image.path("Parent")))
                .add("Comment", types.text(image.path("Comment")))
                .addOptional("Created", types.text(image.path("Created")))
                .addOptional("Container", types.text(image.path("Container")))
                .addOptional("ContainerConfig",
                        types.pointer("container.Config", image.path("ContainerConfig"), this::containerConfig))
                .add("DockerVersion", types.text(image.path("DockerVersion")))
                .add("Author", types.text(image.path("Author")))
                .add("Config", types.pointer("v1.DockerOCIImageConfig", image.path("Config"), this::config))
                .add("Architecture", types.text(image.path("Architecture")))
                .addOptional("Variant", types.text(image.path("Variant")))
                .add("Os", types.text(image.path("Os")))
                .addOptional("OsVersion", types.text(image.path("OsVersion")))
                .add("Size", types.whole("int64", image.path("Size")))
                .addOptional("VirtualSize", types.whole("int64", image.path("VirtualSize")))
                .add("GraphDriver", new Members()
                        .add("Data", types.textMap(image.path("GraphDriver").path("Data")))
                        .add("Name", types.text(image.path("GraphDriver").path("Name")))
                        .of("storage.DriverData", false))
                .add("RootFS", new Members()
                        .addOptional("Type", types.text(image.path("RootFS").path("Type")))
                        .addOptional("Layers", types.texts(image.path("RootFS").path("Layers")))
                        .of("image.RootFS", false))
                .add("Metadata", new Members()
                        .addOptional("LastTagTime", types.time(image.path("Metadata").path("LastTagTime")))
                        .of("image.Metadata", false))
                .addOptional("Descriptor",
                        types.pointer("v1.Descriptor", image.path("Descriptor"), this::descriptor))
                .addOptional("Manifests", types.slice("[]image.ManifestSummary", image.path("Manifests"),
                        types::untyped))
                .of("image.InspectResponse", false);
    }

    private Members config(JsonNode config) {
        return new Members()
                .embed("ImageConfig", new Members()
                        .addOptional("User", types.text(config.path("User")))
                        .addOptional("ExposedPorts", types.set("map[string]struct {}", config.path("ExposedPorts")))
                        .addOptional("Env", types.texts(config.path("Env")))
                        .addOptional("Entrypoint", types.texts(config.path("Entrypoint")))
                        .addOptional("Cmd", types.texts(config.path("Cmd")))
                        .addOptional("Volumes", types.set("map[string]struct {}", config.path("Volumes")))
                        .addOptional("WorkingDir", types.text(config.path("WorkingDir")))
                        .addOptional("Labels", types.textMap(config.path("Labels")))
                        .addOptional("StopSignal", types.text(config.path("StopSignal")))
                        .addOptional("ArgsEscaped", config.path("ArgsEscaped").asBoolean()), "v1.ImageConfig")
                .embed("DockerOCIImageConfigExt", new Members()
                        .addOptional("Healthcheck", health(config.path("Healthcheck")))
                        .addOptional("OnBuild", types.texts(config.path("OnBuild")))
                        .addOptional("Shell", types.texts(config.path("Shell"))), "v1.DockerOCIImageConfigExt");
    }

    private Object health(JsonNode check) {
        return types.pointer("v1.HealthcheckConfig", check, node -> new Members()
                .addOptional("Test", types.texts(node.path("Test")))
                .addOptional("Interval", types.whole("time.Duration", node.path("Interval")))
                .addOptional("Timeout", types.whole("time.Duration", node.path("Timeout")))
                .addOptional("StartPeriod", types.whole("time.Duration", node.path("StartPeriod")))
                .addOptional("StartInterval", types.whole("time.Duration", node.path("StartInterval")))
                .addOptional("Retries", types.whole("int", node.path("Retries"))));
    }

    Members descriptor(JsonNode descriptor) {
        return new Members()
                .add("MediaType", "mediaType", types.text(descriptor.path("mediaType")))
                .add("Digest", "digest", types.text(descriptor.path("digest")))
                .add("Size", "size", types.whole("int64", descriptor.path("size")));
    }

    /** Of a container; only engines before 25 tell it of an image too. */
    Members containerConfig(JsonNode config) {
        return new Members()
                .add("Hostname", types.text(config.path("Hostname")))
                .add("Domainname", types.text(config.path("Domainname")))
                .add("User", types.text(config.path("User")))
                .add("AttachStdin", config.path("AttachStdin").asBoolean())
                .add("AttachStdout", config.path("AttachStdout").asBoolean())
                .add("AttachStderr", config.path("AttachStderr").asBoolean())
                .addOptional("ExposedPorts", types.set("nat.PortSet", config.path("ExposedPorts")))
                .add("Tty", config.path("Tty").asBoolean())
                .add("OpenStdin", config.path("OpenStdin").asBoolean())
                .add("StdinOnce", config.path("StdinOnce").asBoolean())
                .add("Env", types.texts(config.path("Env")))
                .add("Cmd", types.slice("strslice.StrSlice", config.path("Cmd"), types::text))
                .addOptional("Healthcheck", health(config.path("Healthcheck")))
                .addOptional("ArgsEscaped", config.path("ArgsEscaped").asBoolean())
                .add("Image", types.text(config.path("Image")))
                .add("Volumes", types.set("map[string]struct {}", config.path("Volumes")))
                .add("WorkingDir", types.text(config.path("WorkingDir")))
                .add("Entrypoint", types.slice("strslice.StrSlice", config.path("Entrypoint"), types::text))
                .addOptional("NetworkDisabled", config.path("NetworkDisabled").asBoolean())
                .addOptional("MacAddress", types.text(config.path("MacAddress")))
                .add("OnBuild", types.texts(config.path("OnBuild")))
                .add("Labels", types.textMap(config.path("Labels")))
                .addOptional("StopSignal", types.text(config.path("StopSignal")))
                .addOptional("Shell", types.slice("strslice.StrSlice", config.path("Shell"), types::text));
    }
}
