package dev.jimg.backend.store;

import dev.jimg.oci.ContainerConfig;
import dev.jimg.posix.Pty;
import dev.jimg.runtime.ProcessSpec;
import dev.jimg.runtime.SupervisedContainer;
import dev.jimg.service.Failure;
import dev.jimg.service.container.ContainerStreams;
import dev.jimg.service.container.RunEvents;
import dev.jimg.service.container.RunRequest;
import dev.jimg.service.container.RunResult;
import dev.jimg.store.ImageStore;
import dev.jimg.store.StoredImage;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One {@code docker run}: make, unpack, start, and stay. */
final class StoreRun {

    private static final String OPERATION = "run";

    private final ImageStore store;
    private final ContainerShelf shelf;
    private final Clock clock;
    private final Cancellation cancellation;

    StoreRun(ImageStore store, ContainerShelf shelf, Clock clock, Cancellation cancellation) {
        this.store = store;
        this.shelf = shelf;
        this.clock = clock;
        this.cancellation = cancellation;
    }

    RunResult run(RunRequest request, Optional<ContainerStreams> streams, RunEvents events) {
        shelf.runtime();
        shelf.sweep();
        StoredImage image = new ImageLookup(store.images().list()).find(OPERATION, request.image()).image();
        ContainerHome home = make(request, image, streams);
        List<String> warnings = new ArrayList<>(ContainerSpecs.warnings(request));
        if (request.tty() && streams.isEmpty()) {
            warnings.add("a container in the background of the embedded store has no terminal");
        }
        warnings.addAll(new ContainerRootfs(store, shelf, home).unpack(image, cancellation));
        try {
            events.created(home.id(), List.copyOf(warnings));
            Started started = start(home, streams);
            events.started(home.id());
            if (streams.isEmpty()) {
                return new RunResult(home.id(), 0, false, List.copyOf(warnings));
            }
            new Attachment(home.process(), cancellation).follow(streams.get(), started.out(), started.err(),
                    started.written());
            return new RunResult(home.id(), home.process().exit().orElse(255), false, List.copyOf(warnings));
        } finally {
            if (request.remove() && !home.running()) {
                shelf.remove(home);
            }
        }
    }

    /**
     * How long the logs were when it was started.
     *
     * @param written completes when all that it will have written is there
     */
    record Started(long out, long err, CompletableFuture<Void> written) {}

    /** Starts one that was made or has ended. */
    Started start(ContainerHome home, Optional<ContainerStreams> streams) {
        SupervisedContainer process = home.process();
        ProcessSpec spec = home.record().process();
        Optional<Path> mounted = new ContainerRootfs(store, shelf, home).mount();
        Optional<Pty> pty = Optional.empty();
        boolean running = false;
        try {
            long out = size(process.out());
            CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
            boolean terminal = spec.terminal() && streams.isPresent();
            if (terminal) {
                pty = Optional.of(Pty.open());
                Attachment.fit(pty.get(), streams.get());
                written = Attachment.record(pty.get(), process.out());
            }
            boolean input = home.record().interactive() && streams.flatMap(ContainerStreams::in).isPresent();
            long err = size(process.err());
            SupervisedContainer.Started started =
                    process.start(home.rootfs(), spec.withTerminal(terminal), mounted, input, pty);
            running = true;
            if (input) {
                Attachment.type(streams.get().in().get(), terminal ? pty.get().keyboard() : started.input());
            }
            return new Started(out, err, written);
        } catch (IOException e) {
            throw ContainerShelf.disk("start the container", home.record().name(), e);
        } finally {
            if (!running) {
                pty.ifPresent(Pty::close);
                mounted.ifPresent(ContainerShelf::unmount);
            }
        }
    }

    private ContainerHome make(RunRequest request, StoredImage image, Optional<ContainerStreams> streams) {
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
                request.interactive() && streams.isPresent(), request.remove(), labels, config.stopSignal(),
                ContainerRootfs.overlays(shelf)));
    }

    private static long size(Path log) throws IOException {
        return Files.exists(log) ? Files.size(log) : 0;
    }
}
