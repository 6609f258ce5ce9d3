package dev.jimg.backend;

import dev.jimg.oci.Reference;
import dev.jimg.service.ImageService;
import dev.jimg.service.ListRequest;
import dev.jimg.service.ObjectType;
import dev.jimg.service.PruneRequest;
import dev.jimg.service.PullRequest;
import dev.jimg.service.PushRequest;
import dev.jimg.service.RemovalResult;
import dev.jimg.service.RemoveRequest;
import dev.jimg.service.archive.ImportRequest;
import dev.jimg.service.archive.ImportSource;
import dev.jimg.service.archive.LoadRequest;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.service.build.BuildContext;
import dev.jimg.service.build.BuildPruneRequest;
import dev.jimg.service.build.BuildRequest;
import dev.jimg.service.container.CommitRequest;
import dev.jimg.service.container.ContainerListRequest;
import dev.jimg.service.container.ContainerStreams;
import dev.jimg.service.container.ExecRequest;
import dev.jimg.service.container.LogsRequest;
import dev.jimg.service.container.RunEvents;
import dev.jimg.service.container.RunRequest;
import dev.jimg.service.container.StartRequest;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that is asked of an engine by way of an {@link ImageService}, but for its events. */
enum EngineOperation {
    ABOUT((service, at, stop) -> service.about()),
    LIST((service, at, stop) -> service.list(ListRequest.EVERYTHING)),
    USAGE((service, at, stop) -> service.usage()),
    SYSTEM_USAGE((service, at, stop) -> service.systemUsage()),
    INSPECT((service, at, stop) -> service.inspect("a:1")),
    INSPECT_NETWORK((service, at, stop) -> service.inspectObject(ObjectType.NETWORK, "bridge", false)),
    HISTORY((service, at, stop) -> service.history("a:1")),
    PULL((service, at, stop) -> service.pull(PullRequest.of(reference("example.com/a:1")), event -> { }, stop)),
    PUSH((service, at, stop) -> service.push(new PushRequest(reference("example.com/a:1"), Optional.empty()), event -> { }, stop)),
    TAG((service, at, stop) -> service.tag("a:1", reference("a:2"))),
    PLAN_REMOVAL((service, at, stop) -> service.planRemoval(RemoveRequest.of(List.of("a:1")))),
    REMOVE((service, at, stop) -> without(service.remove(RemoveRequest.of(List.of("a:1"))))),
    PLAN_PRUNE((service, at, stop) -> service.planPrune(PruneRequest.DANGLING)),
    PRUNE((service, at, stop) -> without(service.prune(PruneRequest.DANGLING))),
    SAVE((service, at, stop) -> service.archives().save(SaveRequest.of(List.of("a:1")), OutputStream.nullOutputStream(),
            progress -> { }, stop)),
    SAVE_FILE((service, at, stop) -> service.archives().saveFile(SaveRequest.of(List.of("a:1")), at.resolve("saved.tar"),
            progress -> { }, stop)),
    LOAD((service, at, stop) -> service.archives().load(LoadRequest.EVERYTHING, new ByteArrayInputStream(new byte[2048]),
            progress -> { }, stop)),
    IMPORT((service, at, stop) -> service.archives().importImage(new ImportRequest(Optional.empty(), List.of(), "",
            Optional.empty()), new ImportSource.Stream(new ByteArrayInputStream(new byte[2048])), progress -> { }, stop)),
    BUILD((service, at, stop) -> service.builds().build(new BuildRequest(new BuildContext.Stream(new ByteArrayInputStream(
            "FROM scratch\n".getBytes())), Optional.empty(), List.of(reference("b:1")), Map.of(), Map.of(), Optional.empty(),
            false, false, Optional.empty(), "default"), event -> { }, stop)),
    BUILD_PRUNE((service, at, stop) ->
            service.builds().prune(new BuildPruneRequest(true, Map.of(), BuildPruneRequest.Limits.NONE))),
    CONTAINERS((service, at, stop) -> service.containers().list(ContainerListRequest.ALL)),
    INSPECT_CONTAINER((service, at, stop) -> service.containers().inspect("c")),
    RUN((service, at, stop) -> service.containers().run(RunRequest.of("a:1", "true"), Optional.of(streams()), stop)),
    RUN_DETACHED((service, at, stop) -> service.containers().run(RunRequest.of("a:1", "true"), Optional.empty(), stop)),
    START((service, at, stop) -> service.containers().start(new StartRequest("c", false, Optional.empty()), streams(),
            RunEvents.NONE, stop)),
    EXEC((service, at, stop) -> service.containers().exec(new ExecRequest("c", List.of("true"), false, false, false, false,
            List.of(), Optional.empty(), Optional.empty(), Optional.empty()), streams(), stop)),
    LOGS((service, at, stop) -> service.containers().logs(LogsRequest.all("c"), streams(), stop)),
    STOP((service, at, stop) -> service.containers().stop("c", Optional.of(Duration.ofSeconds(1)))),
    KILL((service, at, stop) -> service.containers().kill("c", "KILL")),
    REMOVE_CONTAINER((service, at, stop) -> service.containers().remove("c", true, true)),
    COMMIT((service, at, stop) -> service.containers().commit(new CommitRequest("c", Optional.empty(), "", "", List.of(),
            true), stop));

    private final Work work;

    EngineOperation(Work work) {
        this.work = work;
    }

    @FunctionalInterface
    private interface Work {
        void run(ImageService service, Path directory, Cancellation cancellation);
    }

    /** @param directory for what it writes */
    void run(ImageService service, Path directory, Cancellation cancellation) {
        work.run(service, directory, cancellation);
    }

    private static Reference reference(String text) {
        return Reference.parse(text);
    }

    private static void without(RemovalResult result) {
        result.failures().forEach(failure -> {
            throw failure;
        });
    }

    private static ContainerStreams streams() {
        return new ContainerStreams(Optional.empty(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream(),
                Optional.empty());
    }
}
