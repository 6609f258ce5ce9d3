package dev.jimg.cli;

import dev.jimg.oci.Platform;
import dev.jimg.service.Failure;
import dev.jimg.service.container.RunRequest;
import dev.jimg.service.container.StandardStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The flags of {@code run}, and what they make of a request. */
final class RunFlags {

    static final List<Flag> ALL = List.of(
            Flag.streams("attach", 'a', "Attach to STDIN, STDOUT or STDERR"),
            Flag.on("detach", 'd', "Run container in background and print container ID"),
            ContainerSession.DETACH_KEYS,
            Flag.text("entrypoint", (char) 0, "string", "Overwrite the default ENTRYPOINT of the image"),
            EnvironmentWords.VARIABLES, EnvironmentWords.FILES,
            Flag.text("hostname", 'h', "string", "Container host name"),
            ContainerSession.INTERACTIVE,
            Flag.list("label", 'l', "Set meta data on a container"),
            Flag.text("name", (char) 0, "string", "Assign a name to the container"),
            Flag.text("network", (char) 0, "network", "Connect a container to a network"),
            Flag.text("platform", (char) 0, "string", "Set platform if server is multi-platform capable"),
            Flag.list("publish", 'p', "Publish a container's port(s) to the host"),
            new Flag("pull", (char) 0, Flag.Kind.TEXT, "string",
                    "Pull image before running (\"always\", \"missing\", \"never\")", "missing"),
            Flag.on("quiet", 'q', "Suppress the pull output"),
            Flag.on("rm", (char) 0,
                    "Automatically remove the container and its associated anonymous volumes when it exits"),
            Flag.off("sig-proxy", (char) 0, "Proxy received signals to the process"),
            ContainerSession.TTY,
            Flag.text("user", 'u', "string", "Username or UID (format: <name|uid>[:<group|gid>])"),
            Flag.list("volume", 'v', "Bind mount a volume"),
            Flag.text("workdir", 'w', "string", "Working directory inside the container"));

    private RunFlags() {}

    /** @throws Failure in docker's words, if a value is not what it has to be */
    static RunRequest request(Invocation invocation) throws UsageException {
        Flags flags = invocation.flags();
        List<String> words = invocation.arguments();
        return RunRequest.builder(words.get(0)).command(words.subList(1, words.size()))
                .name(given(flags, "name")).tty(flags.on("tty")).interactive(flags.on("interactive"))
                .ports(flags.list("publish")).environment(EnvironmentWords.of(invocation))
                .volumes(flags.list("volume").stream().map(volume -> absolute(invocation, volume)).toList())
                .remove(flags.on("rm")).network(given(flags, "network")).user(given(flags, "user"))
                .workdir(given(flags, "workdir")).entrypoint(flags.text("entrypoint")
                        .map(entry -> entry.isEmpty() ? List.<String>of() : List.of(entry)))
                .labels(labels(flags)).hostname(given(flags, "hostname")).platform(platform(flags))
                .detachKeys(ContainerSession.detachKeys(invocation)).attach(streams(flags)).build();
    }

    private static Set<StandardStream> streams(Flags flags) {
        return flags.list("attach").stream()
                .map(name -> StandardStream.valueOf(name.substring("std".length()).toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    private static Optional<String> given(Flags flags, String name) {
        return flags.text(name).filter(text -> !text.isEmpty());
    }

    private static Map<String, String> labels(Flags flags) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String label : flags.list("label")) {
            int equals = label.indexOf('=');
            labels.put(equals < 0 ? label : label.substring(0, equals), equals < 0 ? "" : label.substring(equals + 1));
        }
        return labels;
    }

    /** An engine does not know this process's directory. */
    private static String absolute(Invocation invocation, String volume) {
        int colon = volume.indexOf(':');
        if (colon < 0 || !volume.startsWith(".")) {
            return volume;
        }
        return invocation.console().process().workingDirectory().resolve(volume.substring(0, colon)).normalize()
                + volume.substring(colon);
    }

    private static Optional<Platform> platform(Flags flags) {
        return given(flags, "platform")
                .map(text -> References.platform("run", "", text, "error parsing specified platform: "));
    }
}
