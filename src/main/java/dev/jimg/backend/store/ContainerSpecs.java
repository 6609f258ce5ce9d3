package dev.jimg.backend.store;

import dev.jimg.oci.ContainerConfig;
import dev.jimg.runtime.BindMount;
import dev.jimg.runtime.Network;
import dev.jimg.runtime.ProcessSpec;
import dev.jimg.service.Failure;
import dev.jimg.service.container.RunRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a request to run means for an image: the image's own config, and over it what was asked for. */
final class ContainerSpecs {

    private ContainerSpecs() {}

    /** @throws Failure or RunException UNSUPPORTED for what needs an engine */
    static ProcessSpec of(RunRequest request, ContainerConfig config) {
        refuseFreePorts(request);
        return new ProcessSpec(command(request, config), environment(config.env(), request.environment()),
                request.workdir().orElse(config.workingDir()), request.user().orElse(config.user()),
                request.hostname().orElse(""), request.network().map(Network::parse).orElse(Network.HOST),
                request.volumes().stream().map(BindMount::parse).toList(), request.tty());
    }

    /** As docker: another entrypoint takes the image's command away too. */
    private static List<String> command(RunRequest request, ContainerConfig config) {
        List<String> command = new ArrayList<>(request.entrypoint().orElse(config.entrypoint()));
        boolean own = request.command().isEmpty() && request.entrypoint().isEmpty();
        command.addAll(own ? config.cmd() : request.command());
        return command;
    }

    /** A name without a value takes the image's variable away. */
    static List<String> environment(List<String> base, List<String> wishes) {
        List<String> result = new ArrayList<>(base);
        for (String wish : wishes) {
            String name = wish.split("=", 2)[0];
            result.removeIf(variable -> variable.split("=", 2)[0].equals(name));
            if (wish.contains("=")) {
                result.add(wish);
            }
        }
        return result;
    }

    /** On the host's network a port is what it is: only {@code 80:80} can be had. */
    private static void refuseFreePorts(RunRequest request) {
        Optional<String> moved = request.ports().stream().filter(port -> !stays(port)).findFirst();
        if (moved.isPresent() && !request.network().equals(Optional.of("host"))) {
            throw new Failure(Failure.Kind.UNSUPPORTED, "publish", moved.get(),
                    "a container of the embedded store has the host's network and no ports of its own",
                    "Give the program in it the port you want, with --network host, or use an engine with -H or -c.");
        }
    }

    private static boolean stays(String port) {
        String[] parts = port.split("/", 2)[0].split(":");
        return parts.length == 2 && parts[0].equals(parts[1]);
    }

    /** What docker says too, of ports on the host's network: here that is the network of whoever asks for none. */
    static List<String> warnings(RunRequest request) {
        return request.ports().isEmpty() || !request.network().orElse("host").equals("host") ? List.of()
                : List.of("Published ports are discarded when using host network mode");
    }
}
