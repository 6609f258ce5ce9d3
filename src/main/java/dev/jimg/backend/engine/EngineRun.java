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
import java.util.concurrent.CancellationException;

/** One {@code docker run}, in docker's order: create, connect, ask for the exit status, start. */
final class EngineRun {

    /** After a start that failed, for the engine to take the container away. */
    private static final int REMOVAL_SECONDS = 10;

    private final ContainerEndpoints containers;
    private final RunRequest request;
    private final RunEvents events;
    private final Cancellation cancellation;
    private boolean begun;

    EngineRun(ContainerEndpoints containers, RunRequest request, RunEvents events, Cancellation cancellation) {
        this.containers = containers;
        this.request = request;
        this.events = events;
        this.cancellation = cancellation;
    }

    RunResult run(Optional<ContainerStreams> streams) {
        ContainerEndpoints.Created created = containers.create(request.image(), request.name(), request.platform(),
                ContainerBody.of(request, streams), cancellation);
        try {
            events.created(created.id(), created.warnings());
            if (streams.isPresent()) {
                return stay(created, streams.get());
            }
            begin(created.id());
            events.started(created.id());
            return new RunResult(created.id(), 0, false, created.warnings());
        } catch (CancellationException e) {
            if (!begun) {
                discard(created.id());
            }
            throw e;
        }
    }

    private void begin(String id) {
        cancellation.check();
        begun = true;
        containers.start(id);
    }

    /** It never ran, and nobody wants it any more. */
    private void discard(String id) {
        try {
            containers.removeUnstarted(id);
        } catch (EngineException e) {
            // The engine is not there, or took it away itself: what ends this is that it was given up.
        }
    }

    private RunResult stay(ContainerEndpoints.Created created, ContainerStreams streams) {
        String id = created.id();
        Optional<DetachKeys> keys = request.tty() && request.interactive()
                ? Optional.of(DetachKeys.parse(request.detachKeys().orElse(DetachKeys.DEFAULT))) : Optional.empty();
        try (EngineStream stream = containers.attach(id, request.interactive(), request.detachKeys(), cancellation);
                PendingExit exit = containers.exit(id, request.remove())) {
            start(id, exit);
            Attachment attachment = new Attachment(stream, streams, request.tty(), keys);
            if (!attachment.last(request.interactive(), (columns, rows) -> containers.resize(id, columns, rows),
                    cancellation)) {
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
            begin(id);
        } catch (EngineException e) {
            if (request.remove()) {
                exit.await(REMOVAL_SECONDS);
            }
            throw e;
        }
        events.started(id);
    }
}
