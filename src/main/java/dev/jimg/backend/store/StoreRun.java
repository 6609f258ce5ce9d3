package dev.jimg.backend.store;

import dev.jimg.backend.shared.DetachKeys;
import dev.jimg.oci.ContainerConfig;
import dev.jimg.oci.Digest;
import dev.jimg.runtime.ContainerOutput;
import dev.jimg.runtime.ProcessSpec;
import dev.jimg.runtime.SupervisedContainer;
import dev.jimg.service.Failure;
import dev.jimg.service.container.ContainerStreams;
import dev.jimg.service.container.RunEvents;
import dev.jimg.service.container.RunRequest;
import dev.jimg.service.container.RunResult;
import dev.jimg.service.container.StartRequest;
import dev.jimg.store.Hold;
import dev.jimg.store.ImageStore;
import dev.jimg.store.Lease;
import dev.jimg.store.StoredImage;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** One {@code docker run}: make, unpack, start, and stay. */
final class StoreRun {

    private static final String OPERATION = "run";

    private final ImageStore store;
    private final ContainerShelf shelf;
    private final Clock clock;
    private final Cancellation cancellation;
    private ContainerStreams.Listening fitting = () -> {};

    StoreRun(ImageStore store, ContainerShelf shelf, Clock clock, Cancellation cancellation) {
        this.store = store;
        this.shelf = shelf;
        this.clock = clock;
        this.cancellation = cancellation;
    }

    RunResult run(RunRequest request, Optional<ContainerStreams> streams, RunEvents events) {
        shelf.runtime();
        shelf.sweep();
        List<String> warnings = new ArrayList<>(ContainerSpecs.warnings(request));
        ContainerHome home;
        try (Lease lease = store.lease("run " + request.image())) {
            // A removal looks for containers first: of both, one comes wholly before the other.
            Made made = shelf.locked("make a container", () -> {
                StoredImage image = new ImageLookup(store.images().list()).find(OPERATION, request.image()).image();
                lease.protect(needed(image));
                return new Made(image, make(request, image));
            });
            home = made.home();
            warnings.addAll(unpack(made));
        }
        boolean over = request.remove();
        try {
            events.created(home.id(), List.copyOf(warnings));
            cancellation.check();
            boolean whole = start(home, streams.map(all -> all.only(request::attaches)), request.detachKeys(),
                    () -> events.started(home.id()));
            return new RunResult(home.id(), whole ? home.process().exit().orElse(255) : 0,
                    !whole && streams.isPresent(), List.copyOf(warnings));
        } catch (CancellationException e) {
            over |= home.process().started().isEmpty();
            throw e;
        } finally {
            if (over && !home.running()) {
                shelf.remove(home);
            }
        }
    }

    private record Made(StoredImage image, ContainerHome home) {}

    /** What cannot be unpacked is no container: nothing of it stays, whatever was asked for its end. */
    private List<String> unpack(Made made) {
        try {
            return new ContainerRootfs(store, shelf, made.home()).unpack(made.image(), cancellation);
        } catch (RuntimeException e) {
            try {
                shelf.remove(made.home());
            } catch (RuntimeException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    /** Its blobs are read also where it is removed by force meanwhile. */
    private static List<Digest> needed(StoredImage image) {
        List<Digest> needed = new ArrayList<>(List.of(image.entry(), image.manifest(), image.id().digest()));
        image.layers().forEach(layer -> needed.add(layer.blob()));
        return needed;
    }

    /** Starts one that was made or has ended, and leaves it alone. */
    void start(ContainerHome home) {
        start(home, Optional.empty(), Optional.empty(), () -> {});
    }

    /** Starts one that was made or has ended and stays with it; with one that runs, as who listens. */
    RunResult start(ContainerHome home, StartRequest request, ContainerStreams streams, RunEvents events) {
        boolean input = request.interactive() && home.record().interactive();
        if (home.running() && input) {
            throw noInput(home);
        }
        ContainerStreams given = new ContainerStreams(input ? streams.in() : Optional.empty(), streams.out(),
                streams.err(), streams.terminal());
        events.created(home.id(), List.of());
        cancellation.check();
        boolean listens = home.running();
        boolean whole = listens ? listen(home, given)
                : start(home, Optional.of(given), request.detachKeys(), () -> events.started(home.id()));
        RunResult result = new RunResult(home.id(), whole ? home.process().exit().orElse(255) : 0, !whole, List.of());
        if (whole && !listens && home.record().remove()) {
            shelf.remove(home);
        }
        return result;
    }

    private static Failure noInput(ContainerHome home) {
        return new Failure(Failure.Kind.UNSUPPORTED, "start container", home.record().name(), "it runs already, and"
                + " the embedded store gives nobody the input of a running container", "Leave out -i, or run"
                + " another program in it with exec -it.");
    }

    private boolean listen(ContainerHome home, ContainerStreams streams) {
        try (ContainerOutput output = ContainerOutput.atEnd(home.directory())) {
            return new Attachment(home.process(), streams).follow(output, cancellation);
        } catch (IOException e) {
            throw ContainerShelf.disk("follow the container", home.record().name(), e);
        }
    }

    /**
     * Starts it, unless somebody else just did, and with streams stays with it.
     *
     * @return whether it was followed to its end
     */
    private boolean start(ContainerHome home, Optional<ContainerStreams> streams, Optional<String> detachKeys,
            Runnable started) {
        ProcessSpec spec = home.record().process();
        boolean input = home.record().interactive() && streams.flatMap(ContainerStreams::in).isPresent();
        Optional<DetachKeys> keys = input && spec.terminal()
                ? Optional.of(DetachKeys.parse(detachKeys.orElse(DetachKeys.DEFAULT))) : Optional.empty();
        Optional<SupervisedContainer.Started> launched = Optional.empty();
        try (ContainerOutput output = ContainerOutput.atEnd(home.directory())) {
            launched = launchAlone(home, streams);
            started.run();
            if (streams.isEmpty()) {
                return false;
            }
            Attachment attachment = new Attachment(home.process(), streams.get());
            if (input) {
                attachment.type(streams.get().in().get(), launched.orElseThrow(() -> noInput(home)).input(), keys);
            }
            return attachment.follow(output, cancellation);
        } catch (IOException e) {
            throw ContainerShelf.disk("start the container", home.record().name(), e);
        } finally {
            launched.ifPresent(SupervisedContainer.Started::close);
            fitting.close();
        }
    }

    /**
     * Of all who start it at the same time, in whatever process, one does.
     *
     * @return empty if another was faster
     */
    private Optional<SupervisedContainer.Started> launchAlone(ContainerHome home, Optional<ContainerStreams> streams)
            throws IOException {
        try (Hold alone = store.awaitHold(home.id(), cancellation)) {
            assert alone != null;
            // Or it was removed while this waited.
            shelf.find("start container", home.id());
            return home.running() ? Optional.empty() : Optional.of(launch(home, input(home, streams), streams));
        }
    }

    private SupervisedContainer.Started launch(ContainerHome home, SupervisedContainer.Input input, Optional<ContainerStreams> streams)
            throws IOException {
        Optional<Path> mounted = new ContainerRootfs(store, shelf, home).mount();
        boolean running = false;
        try {
            SupervisedContainer.Started started = home.process().start(home.rootfs(), home.record().process(), mounted,
                    input, pty -> streams.ifPresent(there -> fitting = Attachment.fit(pty, there)), cancellation);
            running = true;
            return started;
        } finally {
            if (!running) {
                mounted.ifPresent(ContainerShelf::unmount);
            }
        }
    }

    /** As docker keeps the input open of what runs in the background, and ends that of whoever has none to give. */
    private static SupervisedContainer.Input input(ContainerHome home, Optional<ContainerStreams> streams) {
        if (!home.record().interactive()) {
            return SupervisedContainer.Input.NONE;
        }
        if (streams.isEmpty()) {
            return SupervisedContainer.Input.OPEN;
        }
        return streams.get().in().isPresent() ? SupervisedContainer.Input.GIVEN : SupervisedContainer.Input.NONE;
    }

    private ContainerHome make(RunRequest request, StoredImage image) {
        ContainerConfig config = store.images().config(image).container();
        ProcessSpec spec = ContainerSpecs.of(request, config);
        if (spec.args().isEmpty()) {
            String why = "no command specified";
            throw new Failure(Failure.Kind.INVALID, OPERATION, request.image(), why, "Say which one to run.", why, null);
        }
        ContainerNames names = new ContainerNames();
        Map<String, String> labels = new LinkedHashMap<>(config.labels());
        labels.putAll(request.labels());
        return shelf.add(new ContainerRecord(names.id(), request.name().map(ContainerNames::valid)
                .orElseGet(names::name), request.image(), image.id(), clock.instant(), spec, request.volumes(),
                request.interactive(), request.remove(), labels, config.stopSignal(),
                ContainerRootfs.overlays(shelf)));
    }
}
