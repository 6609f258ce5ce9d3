package dev.jimg.backend.engine;

import dev.jimg.service.Failure;
import dev.jimg.service.container.ContainerStreams;
import dev.jimg.service.container.RunRequest;
import dev.jimg.service.container.StandardStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What {@code POST /containers/create} wants to be sent for a request. */
final class ContainerBody {

    private static final Map<String, Object> NOTHING = Map.of();

    private ContainerBody() {}

    /** @throws Failure INVALID if a port or a volume is not written as docker writes it */
    static Map<String, Object> of(RunRequest request, Optional<ContainerStreams> streams) {
        Map<String, Object> body = new LinkedHashMap<>();
        request.hostname().ifPresent(name -> body.put("Hostname", name));
        request.user().ifPresent(user -> body.put("User", user));
        body.put("AttachStdin", streams.isPresent() && request.attaches(StandardStream.IN));
        body.put("AttachStdout", streams.isPresent() && request.attaches(StandardStream.OUT));
        body.put("AttachStderr", streams.isPresent() && request.attaches(StandardStream.ERR));
        body.put("Tty", request.tty());
        body.put("OpenStdin", request.interactive());
        body.put("StdinOnce", request.interactive() && streams.isPresent());
        body.put("Env", request.environment());
        body.put("Image", request.image());
        body.put("Labels", request.labels());
        request.workdir().ifPresent(directory -> body.put("WorkingDir", directory));
        if (!request.command().isEmpty()) {
            body.put("Cmd", request.command());
        }
        // Docker takes one empty word for «none».
        request.entrypoint().ifPresent(words -> body.put("Entrypoint", words.isEmpty() ? List.of("") : words));
        List<PublishedPort> ports = PublishedPort.parseAll(request.ports());
        body.put("ExposedPorts", exposed(ports));
        body.put("Volumes", anonymous(request.volumes()));
        body.put("HostConfig", host(request, streams, ports));
        return body;
    }

    private static Map<String, Object> host(RunRequest request, Optional<ContainerStreams> streams,
            List<PublishedPort> ports) {
        Map<String, Object> host = new LinkedHashMap<>();
        host.put("Binds", request.volumes().stream().filter(volume -> volume.indexOf(':') >= 0).toList());
        host.put("PortBindings", bindings(ports));
        host.put("AutoRemove", request.remove());
        host.put("NetworkMode", request.network().orElse("default"));
        streams.flatMap(ContainerStreams::terminal).filter(terminal -> request.tty()).ifPresent(terminal ->
                host.put("ConsoleSize", List.of(terminal.rows(), terminal.columns())));
        return host;
    }

    /** Those without a source. */
    private static Map<String, Object> anonymous(List<String> volumes) {
        Map<String, Object> result = new TreeMap<>();
        volumes.stream().filter(volume -> volume.indexOf(':') < 0).forEach(volume -> result.put(volume, NOTHING));
        return result;
    }

    private static Map<String, Object> exposed(List<PublishedPort> ports) {
        Map<String, Object> result = new TreeMap<>();
        ports.forEach(port -> result.put(port.inside(), NOTHING));
        return result;
    }

    private static Map<String, List<Map<String, String>>> bindings(List<PublishedPort> ports) {
        Map<String, List<Map<String, String>>> result = new TreeMap<>();
        for (PublishedPort port : ports) {
            result.computeIfAbsent(port.inside(), inside -> new ArrayList<>())
                    .add(Map.of("HostIp", port.address(), "HostPort", port.outside()));
        }
        return result;
    }
}
