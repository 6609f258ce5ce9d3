package dev.jimg.backend.engine;

import dev.jimg.backend.shared.DetachKeys;
import dev.jimg.engine.ContainerEndpoints;
import dev.jimg.engine.EngineException;
import dev.jimg.engine.EngineStream;
import dev.jimg.engine.PendingExit;
import dev.jimg.service.container.ContainerStreams;
import dev.jimg.service.container.StandardStream;
import dev.jimg.transfer.Cancellation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Staying with a container from before its start to its end, in docker's order: connect, ask for its exit, start. */
final class EngineStay {

    /** After a start that failed, for the engine to take the container away. */
    private static final int REMOVAL_SECONDS = 10;

    private final ContainerEndpoints containers;
    private final Wish wish;
    private final Cancellation cancellation;

    EngineStay(ContainerEndpoints containers, Wish wish, Cancellation cancellation) {
        this.containers = containers;
        this.wish = wish;
        this.cancellation = cancellation;
    }

    /**
     * @param remove it is removed at its end
     * @param attached which of its streams to connect
     */
    record Wish(String id, boolean tty, boolean remove, Optional<String> detachKeys, Set<StandardStream> attached) {

        boolean input() {
            return attached.contains(StandardStream.IN);
        }

        boolean output() {
            return attached.contains(StandardStream.OUT) || attached.contains(StandardStream.ERR);
        }

        private List<String> names() {
            return attached.stream().sorted().map(stream -> "std" + stream.name().toLowerCase(Locale.ROOT)).toList();
        }
    }

    /**
     * @param start starts it
     * @return its exit status; empty if it was let go of
     */
    Optional<Integer> last(ContainerStreams streams, Runnable start) {
        String id = wish.id();
        try (EngineStream stream = containers.attach(id, wish.names(), wish.detachKeys(), cancellation);
                PendingExit exit = containers.exit(id, wish.remove())) {
            Optional<DetachKeys> keys = wish.tty() && wish.input()
                    ? Optional.of(DetachKeys.parse(wish.detachKeys().orElse(DetachKeys.DEFAULT))) : Optional.empty();
            start(start, exit);
            // What it writes may be silent for long, on a connection that leads nowhere any more.
            exit.whenLost(stream::close);
            Attachment attachment = new Attachment(stream, connected(streams), wish.tty(), keys);
            if (!wish.output()) {
                // Nothing comes, so that nothing ends with it.
                exit.whenOver(attachment::end);
            }
            if (!last(attachment, exit)) {
                return Optional.empty();
            }
            int status = await(exit);
            if (wish.remove()) {
                containers.awaitRemoval(id);
            }
            return Optional.of(status);
        }
    }

    /** Where the stream was closed because the engine is gone, that is what is told, and not that it was closed. */
    private boolean last(Attachment attachment, PendingExit exit) {
        try {
            return attachment.last(wish.input(), (columns, rows) -> containers.resize(wish.id(), columns, rows),
                    cancellation);
        } catch (EngineException e) {
            throw exit.loss().orElse(e);
        }
    }

    /** Podman 4.3 sends all of it, whatever it was asked for. A terminal's output is one stream, of any name. */
    private ContainerStreams connected(ContainerStreams streams) {
        return wish.tty() && wish.output() ? streams : streams.only(wish.attached()::contains);
    }

    private void start(Runnable start, PendingExit exit) {
        try {
            start.run();
        } catch (EngineException e) {
            if (wish.remove()) {
                exit.await(REMOVAL_SECONDS);
            }
            throw e;
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
}
