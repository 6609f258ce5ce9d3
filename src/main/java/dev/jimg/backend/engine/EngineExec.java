package dev.jimg.backend.engine;

import dev.jimg.backend.shared.DetachKeys;
import dev.jimg.engine.ContainerEndpoints;
import dev.jimg.engine.EngineStream;
import dev.jimg.service.Failure;
import dev.jimg.service.container.ContainerStreams;
import dev.jimg.service.container.ExecRequest;
import dev.jimg.transfer.Cancellation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One {@code docker exec}. */
final class EngineExec {

    private final ContainerEndpoints containers;
    private final ExecRequest request;
    private final Cancellation cancellation;

    EngineExec(ContainerEndpoints containers, ExecRequest request, Cancellation cancellation) {
        this.containers = containers;
        this.request = request;
        this.cancellation = cancellation;
    }

    /** @return its exit status */
    int run(ContainerStreams streams) {
        String container = request.container();
        String exec = containers.createExec(container, body(), cancellation);
        if (request.detached()) {
            containers.startExecDetached(exec, container, request.tty(), cancellation);
            return 0;
        }
        Optional<DetachKeys> keys = request.tty() && request.interactive()
                ? Optional.of(DetachKeys.parse(request.detachKeys().orElse(DetachKeys.DEFAULT))) : Optional.empty();
        try (EngineStream stream = containers.startExec(exec, container, request.tty(), cancellation)) {
            Attachment attachment = new Attachment(stream, streams, request.tty(), keys);
            if (!attachment.last(request.interactive(), (columns, rows) -> containers.resizeExec(exec, columns, rows),
                    cancellation)) {
                throw new Failure(Failure.Kind.CONFLICT, "stay with the command in container", container,
                        "the detach keys were typed; it goes on", "", "read escape sequence", null);
            }
        }
        return containers.execExit(exec, container);
    }

    private Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("AttachStdin", request.interactive() && !request.detached());
        body.put("AttachStdout", !request.detached());
        body.put("AttachStderr", !request.detached());
        body.put("Detach", request.detached());
        body.put("Tty", request.tty());
        body.put("Privileged", request.privileged());
        body.put("Cmd", request.command());
        body.put("Env", request.environment());
        request.user().ifPresent(user -> body.put("User", user));
        request.workdir().ifPresent(directory -> body.put("WorkingDir", directory));
        request.detachKeys().ifPresent(keys -> body.put("DetachKeys", keys));
        return body;
    }
}
