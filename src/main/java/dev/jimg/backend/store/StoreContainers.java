package dev.jimg.backend.store;

import dev.jimg.archive.LayerWatch;
import dev.jimg.backend.shared.ContainerProxies;
import dev.jimg.backend.shared.DetachKeys;
import dev.jimg.backend.shared.Failures;
import dev.jimg.backend.shared.ServiceWork;
import dev.jimg.config.Environment;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.ImageId;
import dev.jimg.runtime.ProcessIo;
import dev.jimg.runtime.ProcessSpec;
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
import dev.jimg.service.container.StartRequest;
import dev.jimg.store.Hold;
import dev.jimg.store.ImageStore;
import dev.jimg.store.StoredImage;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.CancellationScope;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Containers on the embedded store, run by crun or runc; there is no daemon. */
final class StoreContainers implements Containers {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration DEATH = Duration.ofSeconds(10);

    private final ImageStore store;
    private final LayerWatch.Factory watches;
    private final ContainerShelf shelf;
    private final ContainerProxies proxies;
    private final Clock clock;
    private final ServiceWork work;

    /** @param watches look at the layers that are made of containers */
    StoreContainers(ImageStore store, Environment environment, LayerWatch.Factory watches, Clock clock, ServiceWork work) {
        this.store = store;
        this.watches = watches;
        this.shelf = new ContainerShelf(store, environment);
        this.proxies = new ContainerProxies(environment, "");
        this.clock = clock;
        this.work = work;
    }

    @Override
    public List<ContainerSummary> list(ContainerListRequest request) {
        return Failures.translate("list containers", "",
                () -> {
                    List<ContainerHome> homes = shelf.list();
                    return homes.isEmpty() && request.filters().isEmpty() ? List.of()
                            : new ContainerRows(clock, this::family, named()).of(homes, request);
                });
    }

    @Override
    public RunResult run(RunRequest request, Optional<ContainerStreams> streams, RunEvents events,
            Cancellation cancellation) {
        return work.run("run", request.image(), cancellation,
                linked -> new StoreRun(store, shelf, clock, linked).run(
                        request.withEnvironment(proxies.environment(request.environment())), streams, events));
    }

    @Override
    public void start(String container) {
        named("start container", container, home -> {
            if (!home.running()) {
                new StoreRun(store, shelf, clock, Cancellation.none()).start(home);
            }
        });
    }

    @Override
    public RunResult start(StartRequest request, ContainerStreams streams, RunEvents events,
            Cancellation cancellation) {
        String operation = "start container";
        return work.run(operation, request.container(), cancellation, linked ->
                new StoreRun(store, shelf, clock, linked)
                        .start(shelf.find(operation, request.container()), request, streams, events));
    }

    @Override
    public int exec(ExecRequest request, ContainerStreams streams, Cancellation cancellation) {
        String operation = "run a command in container";
        return work.run(operation, request.container(), cancellation, linked -> {
            ContainerHome home = running(operation, shelf.find(operation, request.container()));
            if (request.privileged()) {
                throw new Failure(Failure.Kind.UNSUPPORTED, operation, home.record().name(),
                        "the embedded store runs no privileged commands",
                        "Leave the option out, or use an engine with -H or -c.");
            }
            ProcessSpec own = home.record().process();
            ProcessSpec spec = own.withArgs(request.command()).withTerminal(request.tty())
                    .withEnv(request.environment()).withUser(request.user().orElse(own.user()))
                    .withWorkingDir(request.workdir().orElse(own.workingDir()));
            if (request.detached()) {
                return inBackground(operation, home, spec.withTerminal(false));
            }
            try {
                Optional<InputStream> in = request.interactive() ? streams.in() : Optional.empty();
                ProcessIo io = new ProcessIo(in, streams.out(), streams.err());
                return request.tty() ? atTerminal(home, spec, io, request, streams, linked)
                        : home.process().exec(spec, home.rootfs(), io, linked);
            } catch (IOException e) {
                throw ContainerShelf.disk(operation, home.record().name(), e);
            }
        });
    }

    private static int atTerminal(ContainerHome home, ProcessSpec spec, ProcessIo io, ExecRequest request,
            ContainerStreams streams, Cancellation cancellation) throws IOException {
        CompletableFuture<Void> letGo = new CompletableFuture<>();
        DetachKeys keys = DetachKeys.parse(request.detachKeys().orElse(DetachKeys.DEFAULT));
        ProcessIo typed = new ProcessIo(io.in().map(in -> new TypedInput(in, keys, () -> letGo.complete(null))),
                io.out(), io.err());
        AtomicReference<ContainerStreams.Listening> fitting = new AtomicReference<>(() -> {});
        try {
            Optional<Integer> status = home.process().exec(spec, home.rootfs(), typed,
                    pty -> fitting.set(Attachment.fit(pty, streams)), letGo, cancellation);
            return status.orElseThrow(() -> new Failure(Failure.Kind.CONFLICT, "stay with the command in container",
                    home.record().name(), "the detach keys were typed; it goes on", "", "read escape sequence", null));
        } finally {
            fitting.get().close();
        }
    }

    /** Nobody sees its terminal: it has none. */
    private static int inBackground(String operation, ContainerHome home, ProcessSpec spec) {
        try {
            home.process().execInBackground(spec, home.rootfs());
            return 0;
        } catch (IOException e) {
            throw ContainerShelf.disk(operation, home.record().name(), e);
        }
    }

    @Override
    public void logs(LogsRequest request, ContainerStreams streams, Cancellation cancellation) {
        String operation = "read the logs of container";
        work.run(operation, request.container(), cancellation, linked -> {
            new ContainerLogs(shelf.find(operation, request.container()).process(), request, streams, clock, linked)
                    .show();
            return null;
        });
    }

    @Override
    public void stop(String container, Optional<Duration> patience, Optional<String> signal) {
        named("stop container", container, home -> {
            if (home.running()) {
                String own = home.record().stopSignal().isEmpty() ? "TERM" : home.record().stopSignal();
                if (!home.process().kill(signal.orElse(own)) && signal.isPresent() && home.running()) {
                    throw noSignal("stop container", container, signal.get());
                }
                if (!await(home, patience.orElse(PATIENCE))) {
                    home.process().kill("KILL");
                    await(home, DEATH);
                }
            }
        });
    }

    @Override
    public void kill(String container, String signal) {
        named("kill container", container, home -> {
            running("kill container", home);
            if (!home.process().kill(signal) && home.running()) {
                throw noSignal("kill container", container, signal);
            }
        });
    }

    private static Failure noSignal(String operation, String container, String signal) {
        return new Failure(Failure.Kind.INVALID, operation, container, "invalid signal: " + signal, "");
    }

    @Override
    public void remove(String container, boolean force, boolean volumes) {
        named("remove container", container, home -> {
            // Not while somebody starts it.
            try (Hold alone = store.awaitHold(home.id(), CancellationScope.current())) {
                assert alone != null;
                remove(home, force);
            }
        });
    }

    private void remove(ContainerHome home, boolean force) {
        if (home.running() && !force) {
            String why = "cannot remove container \"/" + home.record().name() + "\": container is running: stop the"
                    + " container before removing or force remove";
            throw new Failure(Failure.Kind.CONFLICT, "remove container", home.record().name(), "it is running",
                    "Stop it first, or use -f.", why, null);
        }
        if (home.running()) {
            home.process().kill("KILL");
            await(home, DEATH);
        }
        shelf.remove(home);
    }

    @Override
    public void removeLink(String link) {
        throw new Failure(Failure.Kind.UNSUPPORTED, "remove link", link, "containers of the embedded store have no links",
                "Leave -l out to remove a container, or use an engine with -H or -c.");
    }

    @Override
    public String inspect(String container) {
        return Failures.translate("inspect container", container,
                () -> ContainerJson.of(shelf.find("inspect container", container)));
    }

    @Override
    public ImageId commit(CommitRequest request, Cancellation cancellation) {
        return work.run("commit container", request.container(), cancellation, linked ->
                new ContainerCommit(store, shelf, watches.get(), clock, linked)
                        .commit(shelf.find("commit container", request.container()), request));
    }

    private Predicate<ContainerRecord> named() {
        ImageLookup lookup = new ImageLookup(store.images().list());
        return record -> {
            try {
                return lookup.find("list containers", record.image()).image().id().equals(record.imageId());
            } catch (Failure e) {
                return false;
            }
        };
    }

    /** The image, and those whose layers begin with all of its layers. */
    private Set<ImageId> family(String text) {
        List<StoredImage> all = store.images().list().images();
        Set<ImageId> family = new HashSet<>();
        try {
            StoredImage ancestor = new ImageLookup(store.images().list()).find("list containers", text).image();
            family.add(ancestor.id());
            List<DiffId> layers = layers(ancestor);
            all.stream().filter(image -> image.damage().isEmpty() && startsWith(layers(image), layers))
                    .map(StoredImage::id).forEach(family::add);
        } catch (Failure e) {
            return family;
        }
        return family;
    }

    private List<DiffId> layers(StoredImage image) {
        ImageConfig config = store.images().config(image);
        return config.diffIds();
    }

    private static boolean startsWith(List<DiffId> layers, List<DiffId> beginning) {
        return !beginning.isEmpty() && layers.size() >= beginning.size()
                && layers.subList(0, beginning.size()).equals(beginning);
    }

    private static ContainerHome running(String operation, ContainerHome home) {
        if (!home.running()) {
            String why = "container " + home.id() + " is not running";
            throw new Failure(Failure.Kind.CONFLICT, operation, home.record().name(), "it is not running",
                    "Start it first.", why, null);
        }
        return home;
    }

    private static boolean await(ContainerHome home, Duration patience) {
        try {
            return home.process().await(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void named(String operation, String container, Consumer<ContainerHome> work) {
        Supplier<Void> all = () -> {
            work.accept(shelf.find(operation, container));
            return null;
        };
        Failures.translate(operation, container, all);
    }
}
