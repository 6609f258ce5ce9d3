package dev.jimg.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.cli.GoTypes.Members;
import dev.jimg.template.GoStruct;
import java.util.function.Function;

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
        return new Members(image)
                .add("ID", "Id", types::text)
                .add("RepoTags", types::texts)
                .add("RepoDigests", types::texts)
                .add("Parent", types::text)
                .add("Comment", types::text)
                .addOptional("Created", types::text)
                .addOptional("Container", types::text)
                .addOptional("ContainerConfig", types.pointer("container.Config", this::containerConfig))
                .add("DockerVersion", types::text)
                .add("Author", types::text)
                .add("Config", types.pointer("v1.DockerOCIImageConfig", this::config))
                .add("Architecture", types::text)
                .addOptional("Variant", types::text)
                .add("Os", types::text)
                .addOptional("OsVersion", types::text)
                .add("Size", types.whole("int64"))
                .addOptional("VirtualSize", types.whole("int64"))
                .add("GraphDriver", driver -> new Members(driver)
                        .add("Data", types::textMap)
                        .add("Name", types::text)
                        .of("storage.DriverData", false))
                .add("RootFS", layers -> new Members(layers)
                        .addOptional("Type", types::text)
                        .addOptional("Layers", types::texts)
                        .of("image.RootFS", false))
                .add("Metadata", metadata -> new Members(metadata)
                        .addOptional("LastTagTime", types::time)
                        .of("image.Metadata", false))
                .addOptional("Descriptor", types.pointer("v1.Descriptor", this::descriptor))
                .addOptional("Manifests", types.slice("[]image.ManifestSummary", types::untyped))
                .of("image.InspectResponse", false);
    }

    private Members config(JsonNode config) {
        return new Members(config)
                .embed("ImageConfig", new Members(config)
                        .addOptional("User", types::text)
                        .addOptional("ExposedPorts", types.set("map[string]struct {}"))
                        .addOptional("Env", types::texts)
                        .addOptional("Entrypoint", types::texts)
                        .addOptional("Cmd", types::texts)
                        .addOptional("Volumes", types.set("map[string]struct {}"))
                        .addOptional("WorkingDir", types::text)
                        .addOptional("Labels", types::textMap)
                        .addOptional("StopSignal", types::text)
                        .addOptional("ArgsEscaped", types::flag), "v1.ImageConfig")
                .embed("DockerOCIImageConfigExt", new Members(config)
                        .addOptional("Healthcheck", health())
                        .addOptional("OnBuild", types::texts)
                        .addOptional("Shell", types::texts), "v1.DockerOCIImageConfigExt");
    }

    private Function<JsonNode, Object> health() {
        return types.pointer("v1.HealthcheckConfig", node -> new Members(node)
                .addOptional("Test", types::texts)
                .addOptional("Interval", types.whole("time.Duration"))
                .addOptional("Timeout", types.whole("time.Duration"))
                .addOptional("StartPeriod", types.whole("time.Duration"))
                .addOptional("StartInterval", types.whole("time.Duration"))
                .addOptional("Retries", types.whole("int")));
    }

    Members descriptor(JsonNode descriptor) {
        return new Members(descriptor)
                .add("MediaType", "mediaType", types::text)
                .add("Digest", "digest", types::text)
                .add("Size", "size", types.whole("int64"));
    }

    /** Of a container; only engines before 25 tell it of an image too. */
    Members containerConfig(JsonNode config) {
        return new Members(config)
                .add("Hostname", types::text)
                .add("Domainname", types::text)
                .add("User", types::text)
                .add("AttachStdin", types::flag)
                .add("AttachStdout", types::flag)
                .add("AttachStderr", types::flag)
                .addOptional("ExposedPorts", types.set("nat.PortSet"))
                .add("Tty", types::flag)
                .add("OpenStdin", types::flag)
                .add("StdinOnce", types::flag)
                .add("Env", types::texts)
                .add("Cmd", types.slice("strslice.StrSlice", types::text))
                .addOptional("Healthcheck", health())
                .addOptional("ArgsEscaped", types::flag)
                .add("Image", types::text)
                .add("Volumes", types.set("map[string]struct {}"))
                .add("WorkingDir", types::text)
                .add("Entrypoint", types.slice("strslice.StrSlice", types::text))
                .addOptional("NetworkDisabled", types::flag)
                .addOptional("MacAddress", types::text)
                .add("OnBuild", types::texts)
                .add("Labels", types::textMap)
                .addOptional("StopSignal", types::text)
                .addOptional("Shell", types.slice("strslice.StrSlice", types::text));
    }
}
