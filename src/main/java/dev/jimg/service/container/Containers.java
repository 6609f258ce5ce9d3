package dev.jimg.service.container;

import dev.jimg.oci.ImageId;
import dev.jimg.transfer.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Containers. «container» is a name, an ID or a unique prefix of one. Every method blocks, and fails as those of
 * {@link dev.jimg.service.ImageService} do.
 */
public interface Containers {

    /** The containers that match, newest first. */
    List<ContainerSummary> list(ContainerListRequest request);

    /**
     * Makes a container and starts it; with streams, stays with it until it ends or is let go of.
     *
     * <p>An image that is not here is not fetched: that fails with NOT_FOUND before any event. A container that cannot
     * be started stays, unless it was to be removed at its end.
     *
     * @param streams what to connect it to; empty to leave it running by itself
     * @param cancellation leaves the container as it is then; one that never ran is taken away
     */
    RunResult run(RunRequest request, Optional<ContainerStreams> streams, RunEvents events, Cancellation cancellation);

    /** The same without hearing of the way there. */
    default RunResult run(RunRequest request, Optional<ContainerStreams> streams, Cancellation cancellation) {
        return run(request, streams, RunEvents.NONE, cancellation);
    }

    /** Starts one that was made or has ended. One that runs already is left alone. */
    void start(String container);

    /**
     * Starts one and stays with it until it ends or is let go of; with one that runs already, from now on.
     *
     * @param events hears «created» before it starts
     * @param cancellation leaves the container as it is then
     */
    RunResult start(StartRequest request, ContainerStreams streams, RunEvents events, Cancellation cancellation);

    /**
     * Runs a command beside the others in a running container, with the real terminal if the streams have one.
     *
     * @return its exit status; 0 where the request says not to wait
     */
    int exec(ExecRequest request, ContainerStreams streams, Cancellation cancellation);

    /** What it wrote; with {@code follow}, until it ends. What it read is not connected: the streams need no input. */
    void logs(LogsRequest request, ContainerStreams streams, Cancellation cancellation);

    /**
     * @param patience how long it may take to end before it is killed; the backend's own measure if empty
     * @param signal what asks it to end; its own if empty. Engines before API 1.42 do not hear of it
     */
    void stop(String container, Optional<Duration> patience, Optional<String> signal);

    /** The same with the signal that it was made with. */
    default void stop(String container, Optional<Duration> patience) {
        stop(container, patience, Optional.empty());
    }

    /** @param signal {@code KILL}, {@code SIGTERM}, {@code 9} */
    void kill(String container, String signal);

    /** @param force also a running one; it is killed */
    void remove(String container, boolean force, boolean volumes);

    /**
     * Takes away a name that one container has for another.
     *
     * @param link {@code one/name}
     */
    void removeLink(String link);

    /** All that is known of it, as the JSON object docker prints. */
    String inspect(String container);

    /** Makes an image of what a container changed. */
    ImageId commit(CommitRequest request, Cancellation cancellation);

    /** The same for who cannot give up. */
    default ImageId commit(CommitRequest request) {
        return commit(request, Cancellation.none());
    }
}
