package dev.jimg.backend.engine;

import dev.jimg.engine.ContainerEndpoints;
import dev.jimg.engine.EngineException;
import dev.jimg.service.container.ContainerStreams;
import dev.jimg.service.container.RunEvents;
import dev.jimg.service.container.RunRequest;
import dev.jimg.service.container.RunResult;
import dev.jimg.service.container.StandardStream;
import dev.jimg.transfer.Cancellation;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One {@code docker run}, in docker's order: create, connect, ask for the exit status, start. */
final class EngineRun {

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
        ContainerEndpoints.Created created = new EngineCreation(containers).create(request.image(), request.name(),
                request.platform(), ContainerBody.of(request, streams), cancellation);
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
        Set<StandardStream> attached = Stream.of(StandardStream.values()).filter(request::attaches)
                .collect(Collectors.toSet());
        EngineStay.Wish wish =
                new EngineStay.Wish(id, request.tty(), request.remove(), request.detachKeys(), attached);
        Optional<Integer> status = new EngineStay(containers, wish, cancellation).last(streams, () -> {
            begin(id);
            events.started(id);
        });
        return new RunResult(id, status.orElse(0), status.isEmpty(), created.warnings());
    }
}
