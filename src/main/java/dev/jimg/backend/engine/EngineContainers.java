package dev.jimg.backend.engine;

import dev.jimg.backend.shared.ContainerProxies;
import dev.jimg.backend.shared.Failures;
import dev.jimg.backend.shared.LogMoment;
import dev.jimg.backend.shared.ServiceWork;
import dev.jimg.engine.ContainerEndpoints;
import dev.jimg.engine.EngineClient;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
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
import dev.jimg.service.container.StandardStream;
import dev.jimg.service.container.StartRequest;
import dev.jimg.transfer.Cancellation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Containers on an engine. Filters and names are the engine's own business, and so are its errors. */
final class EngineContainers implements Containers {

    private final EngineClient engine;
    private final ContainerProxies proxies;
    private final Clock clock;
    private final ServiceWork work;

    EngineContainers(EngineClient engine, ContainerProxies proxies, Clock clock, ServiceWork work) {
        this.engine = engine;
        this.proxies = proxies;
        this.clock = clock;
        this.work = work;
    }

    @Override
    public List<ContainerSummary> list(ContainerListRequest request) {
        return Failures.translate("list containers", "", () -> endpoints()
                .list(request.all(), request.last(), request.size(), request.filters()).stream()
                .map(ContainerList::summary)
                // Podman's come in no order.
                .sorted(Comparator.comparing(ContainerSummary::created).reversed()).toList());
    }

    @Override
    public RunResult run(RunRequest request, Optional<ContainerStreams> streams, RunEvents events,
            Cancellation cancellation) {
        return work.run("run", request.image(), cancellation, linked ->
                new EngineRun(endpoints(), request.withEnvironment(proxies.environment(request.environment())), events,
                        linked).run(streams));
    }

    @Override
    public void start(String container) {
        named("start container", container, () -> endpoints().start(container));
    }

    @Override
    public RunResult start(StartRequest request, ContainerStreams streams, RunEvents events,
            Cancellation cancellation) {
        String container = request.container();
        checkName("start container", container);
        return work.run("start container", container, cancellation, linked -> {
            ContainerEndpoints.Making made = endpoints().making(container);
            Set<StandardStream> attached = EnumSet.of(StandardStream.OUT, StandardStream.ERR);
            if (request.interactive() && made.takesInput()) {
                attached.add(StandardStream.IN);
            }
            events.created(made.id(), List.of());
            EngineStay.Wish wish = new EngineStay.Wish(made.id(), made.tty(), made.remove(), request.detachKeys(), attached);
            Optional<Integer> status = new EngineStay(endpoints(), wish, linked).last(streams, () -> {
                linked.check();
                endpoints().start(made.id());
                events.started(made.id());
            });
            return new RunResult(made.id(), status.orElse(0), status.isEmpty(), List.of());
        });
    }

    @Override
    public int exec(ExecRequest request, ContainerStreams streams, Cancellation cancellation) {
        checkName("run a command in container", request.container());
        return work.run("run a command in container", request.container(), cancellation, linked ->
                new EngineExec(endpoints(), request, linked).run(streams));
    }

    @Override
    public void logs(LogsRequest request, ContainerStreams streams, Cancellation cancellation) {
        String operation = "read the logs of container";
        String container = request.container();
        checkName(operation, container);
        work.run(operation, container, cancellation, linked -> {
            boolean tty = endpoints().making(container).tty();
            endpoints().logs(container, query(request), tty, streams.out(), streams.err(), linked);
            return null;
        });
    }

    private Map<String, String> query(LogsRequest request) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("stdout", "1");
        query.put("stderr", "1");
        request.since().ifPresent(text -> query.put("since", moment("since", text)));
        request.until().ifPresent(text -> query.put("until", moment("until", text)));
        if (request.timestamps()) {
            query.put("timestamps", "1");
        }
        if (request.follow()) {
            query.put("follow", "1");
        }
        if (request.details()) {
            query.put("details", "1");
        }
        query.put("tail", request.tail().map(Object::toString).orElse("all"));
        return query;
    }

    /** Seconds and nanoseconds; engines do not know durations. */
    private String moment(String name, String text) {
        Instant moment = LogMoment.parse(name, text, clock);
        return "%d.%09d".formatted(moment.getEpochSecond(), moment.getNano());
    }

    @Override
    public void stop(String container, Optional<Duration> patience, Optional<String> signal) {
        named("stop container", container, () -> endpoints().stop(container, patience, signal));
    }

    @Override
    public void kill(String container, String signal) {
        named("kill container", container, () -> endpoints().kill(container, signal));
    }

    @Override
    public void remove(String container, boolean force, boolean volumes) {
        named("remove container", container, () -> endpoints().remove(container, force, volumes));
    }

    @Override
    public void removeLink(String link) {
        named("remove link", link, () -> endpoints().removeLink(link));
    }

    @Override
    public String inspect(String container) {
        checkName("inspect container", container);
        return Failures.translate("inspect container", container, () -> endpoints().inspect(container));
    }

    @Override
    public ImageId commit(CommitRequest request, Cancellation cancellation) {
        String container = request.container();
        checkName("commit container", container);
        Map<String, String> query = new LinkedHashMap<>();
        request.target().map(Reference::orLatest).ifPresent(target -> {
            query.put("repo", target.familiarName());
            query.put("tag", target.tag().orElse(Reference.LATEST));
        });
        query.put("author", request.author());
        query.put("comment", request.message());
        query.put("pause", request.pause() ? "1" : "0");
        return work.run("commit container", container, cancellation,
                linked -> endpoints().commit(container, query, request.changes(), linked));
    }

    /** The version that is spoken may change when an engine comes back. */
    private ContainerEndpoints endpoints() {
        return engine.containerEndpoints();
    }

    private static void named(String operation, String container, Runnable work) {
        checkName(operation, container);
        Failures.translate(operation, container, () -> {
            work.run();
            return null;
        });
    }

    /** Without a name the path of the request would be another one. */
    private static void checkName(String operation, String container) {
        if (container.isBlank()) {
            String why = "invalid container name or ID: value is empty";
            throw new Failure(Failure.Kind.INVALID, operation, "", why, "", why, null);
        }
    }
}
