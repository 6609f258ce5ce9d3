package dev.jimg.backend.engine;

import dev.jimg.backend.shared.DetachKeys;
import dev.jimg.engine.ContainerEndpoints;
import dev.jimg.engine.EngineException;
import dev.jimg.engine.EngineStream;
import dev.jimg.engine.PendingExit;
import dev.jimg.service.container.ContainerStreams;
import dev.jimg.service.container.RunEvents;
import dev.jimg.service.container.RunRequest;
import dev.jimg.service.container.RunResult;
import dev.jimg.transfer.Cancellation;
import java.util.Optional;

/** One {@code docker run}, in docker's order: create, connect, ask for the exit status, start. */
final class EngineRun {

    /** After a start that failed, for the engine to take the container away. */
    private static final int REMOVAL_SECONDS = 10;

    private final ContainerEndpoints containers;
    private final RunRequest request;
    private final RunEvents events;
    private final Cancellation cancellation;

    EngineRun(ContainerEndpoints containers, RunRequest request, RunEvents events, Cancellation cancellation) {
        this.containers = containers;
        this.request = request;
        this.events = events;
        this.cancellation = cancellation;
    }

    RunResult run(Optional<ContainerStreams> streams) {
        ContainerEndpoints.Created created = containers.create(request.image(), request.name(), request.platform(),
                ContainerBody.of(request, streams));
        cancellation.check();
        events.created(created.id(), created.warnings());
        if (streams.isEmpty()) {
            containers.start(created.id());
            events.started(created.id());
            return new RunResult(created.id(), 0, false, created.warnings());
        }
        return stay(created, streams.get());
    }

    private RunResult stay(ContainerEndpoints.Created created, ContainerStreams streams) {
        String id = created.id();
        Optional<DetachKeys> keys = request.tty() && request.interactive()
                ? Optional.of(DetachKeys.parse(request.detachKeys().orElse(DetachKeys.DEFAULT))) : Optional.empty();
        try (EngineStream stream = containers.attach(id, request.interactive(), request.detachKeys(), cancellation);
                PendingExit exit = containers.exit(id, request.remove())) {
            start(id, exit);
            if (request.tty()) {
                Attachment.followSize(streams, (columns, rows) -> containers.resize(id, columns, rows));
            }
            Attachment attachment = new Attachment(stream, streams, request.tty(), keys);
            if (request.interactive()) {
                attachment.feed();
            }
            if (!attachment.copyOutput(cancellation)) {
                return new RunResult(id, 0, true, created.warnings());
            }
            int status = await(exit);
            if (request.remove()) {
                containers.awaitRemoval(id);
            }
            return new RunResult(id, status, false, created.warnings());
        }
    }

    private int await(PendingExit exit) {
        Cancellation.Registration registration = cancellation.onCancel(exit::close);
        try {
            return exit.await();
        } catch (EngineException e) {
            cancellation.check();
            throw e;
        } finally {
            registration.close();
        }
    }

    private void start(String id, PendingExit exit) {
        try {
            containers.start(id);
        } catch (EngineException e) {
            if (request.remove()) {
                exit.await(REMOVAL_SECONDS);
            }
            throw e;
        }
        events.started(id);
    }
}
