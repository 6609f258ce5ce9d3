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
     * Makes a container and starts it; with streams, stays with it until it ends.
     *
     * @param streams what to connect it to; empty to leave it running by itself
     */
    RunResult run(RunRequest request, Optional<ContainerStreams> streams, Cancellation cancellation);

    /** Runs a command beside the others in a running container, with the real terminal if the streams have one. */
    int exec(ExecRequest request, ContainerStreams streams, Cancellation cancellation);

    /** What it wrote; with {@code follow}, until it ends. */
    void logs(LogsRequest request, ContainerStreams streams, Cancellation cancellation);

    /** @param patience how long it may take to end before it is killed; the backend's own measure if empty */
    void stop(String container, Optional<Duration> patience);

    /** @param signal {@code KILL}, {@code SIGTERM}, {@code 9} */
    void kill(String container, String signal);

    /** @param force also a running one; it is killed */
    void remove(String container, boolean force, boolean volumes);

    /** Makes an image of what a container changed. */
    ImageId commit(CommitRequest request);
}
