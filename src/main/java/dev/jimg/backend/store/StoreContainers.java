package dev.jimg.backend.store;

import dev.jimg.backend.shared.Failures;
import dev.jimg.oci.ImageId;
import dev.jimg.service.container.CommitRequest;
import dev.jimg.service.container.ContainerListRequest;
import dev.jimg.service.container.ContainerStreams;
import dev.jimg.service.container.ContainerSummary;
import dev.jimg.service.container.Containers;
import dev.jimg.service.container.ExecRequest;
import dev.jimg.service.container.LogsRequest;
import dev.jimg.service.container.RunEvents;
import dev.jimg.service.container.RunRequest;
import dev.jimg.service.container.RunResult;
import dev.jimg.transfer.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Containers on the embedded store. */
final class StoreContainers implements Containers {

    @Override
    public List<ContainerSummary> list(ContainerListRequest request) {
        throw Failures.unsupported("list containers", "the embedded store");
    }

    @Override
    public RunResult run(RunRequest request, Optional<ContainerStreams> streams, RunEvents events,
            Cancellation cancellation) {
        throw Failures.unsupported("run a container", "the embedded store");
    }

    @Override
    public void start(String container) {
        throw Failures.unsupported("start a container", "the embedded store");
    }

    @Override
    public int exec(ExecRequest request, ContainerStreams streams, Cancellation cancellation) {
        throw Failures.unsupported("run a command in a container", "the embedded store");
    }

    @Override
    public void logs(LogsRequest request, ContainerStreams streams, Cancellation cancellation) {
        throw Failures.unsupported("read the logs", "the embedded store");
    }

    @Override
    public void stop(String container, Optional<Duration> patience) {
        throw Failures.unsupported("stop a container", "the embedded store");
    }

    @Override
    public void kill(String container, String signal) {
        throw Failures.unsupported("kill a container", "the embedded store");
    }

    @Override
    public void remove(String container, boolean force, boolean volumes) {
        throw Failures.unsupported("remove a container", "the embedded store");
    }

    @Override
    public String inspect(String container) {
        throw Failures.unsupported("inspect a container", "the embedded store");
    }

    @Override
    public ImageId commit(CommitRequest request) {
        throw Failures.unsupported("commit a container", "the embedded store");
    }
}
