package dev.jimg.backend.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.backend.shared.Failures;
import dev.jimg.backend.shared.FileErrors;
import dev.jimg.service.BackgroundOutput;
import dev.jimg.service.BackgroundTransfer;
import dev.jimg.service.BackgroundTransfer.Status;
import dev.jimg.service.BackgroundTransfers;
import dev.jimg.service.BackgroundWish;
import dev.jimg.service.Copies;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.store.Hold;
import dev.jimg.store.ImageStore;
import dev.jimg.store.StoreDirectory;
import dev.jimg.store.StoreException;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The transfers without a screen of one embedded store. */
public final class StoreTransfers implements BackgroundTransfers {

    private static final String ID = "[0-9a-f]{32}";
    /** Who only looks whether a lock is free has it for a moment. */
    private static final int ATTEMPTS = 100;

    private final ImageStore store;
    private final ImageService images;
    private final Clock clock;
    private final Path root;

    /** @param images does the work, when this process is the worker */
    public StoreTransfers(ImageStore store, ImageService images, Clock clock) {
        this.store = store;
        this.images = images;
        this.clock = clock;
        this.root = store.place(StoreDirectory.TRANSFERS);
    }

    @Override
    public List<BackgroundTransfer> list() {
        List<BackgroundTransfer> found = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(root)) {
            for (Path directory : directories) {
                if (directory.getFileName().toString().matches(ID)) {
                    read(new SpoolDir(directory)).ifPresent(found::add);
                } else {
                    clear(new SpoolDir(directory));
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw FileErrors.of("list", root.toString(), e);
        }
        found.sort(Comparator.comparing(BackgroundTransfer::begun).thenComparing(BackgroundTransfer::id));
        return List.copyOf(found);
    }

    /** Best effort: a store may be readable only, and the next list sees it again. */
    private void clear(SpoolDir half) {
        if (half.abandoned(clock.instant())) {
            try {
                half.delete();
            } catch (IOException e) {
                // See above.
            }
        }
    }

    /** The result is read after the lock: one that ends in between is done, not interrupted. */
    private Optional<BackgroundTransfer> read(SpoolDir files) {
        try {
            JsonNode request = files.request().orElseThrow(() -> new IllegalArgumentException("no request"));
            boolean living = files.result().isEmpty() && (files.starting(clock.instant()) || held(id(files)));
            Optional<JsonNode> result = living ? Optional.empty() : files.result();
            Optional<JsonNode> state = files.state();
            Optional<JsonNode> failure = result.map(end -> end.get("failure"));
            Status status = living ? Status.RUNNING : result.isEmpty() ? Status.INTERRUPTED
                    : failure.isPresent() ? Status.FAILED : result.get().has("cancelled") ? Status.CANCELLED : Status.DONE;
            return Optional.of(new BackgroundTransfer(id(files), SpoolWishes.read(request),
                    Instant.parse(SpoolJson.text(request, "begun")), status,
                    state.map(SpoolJson::layers).orElse(List.of()), state.flatMap(SpoolJson::pause),
                    result.map(end -> end.get("outcome")).map(SpoolOutcomes::read), failure.map(SpoolJson::failure)));
        } catch (IllegalArgumentException | DateTimeException e) {
            // Half made, half deleted, or of a later version of this program.
            return Optional.empty();
        }
    }

    @Override
    public String begin(BackgroundWish wish, List<LayerProgress> layers) {
        String id = UUID.randomUUID().toString().replace("-", "");
        Failures.translate("look after", "the transfer " + id, () -> store.beside(StoreDirectory.TRANSFERS));
        ObjectNode request = SpoolJson.object().put("begun", clock.instant().toString());
        SpoolWishes.write(wish, request);
        ObjectNode state = SpoolJson.object();
        SpoolJson.layers(layers, state);
        SpoolDir files = new SpoolDir(root.resolve(id));
        try {
            files.create(request, state);
            start(files);
        } catch (IOException e) {
            throw FileErrors.of("continue in the background", files.path().toString(), e);
        }
        return id;
    }

    /** Whoever is told that it failed does it again: then it must not be there. */
    private void start(SpoolDir files) throws IOException {
        try {
            WorkerProcess.start(List.of("--store", store.root().toString(), COMMAND, id(files)));
        } catch (IOException e) {
            files.discard(e);
            throw e;
        }
    }

    @Override
    public BackgroundOutput output(String id, long from) {
        try {
            return new SpoolDir(checked(id)).output().read(from);
        } catch (IOException e) {
            throw FileErrors.of("read what was written by", id, e);
        }
    }

    /**
     * A place that cannot be watched (it may not be written, or is no store at all) is left as it is, and still listed;
     * only changes are not told.
     */
    @Override
    public ImageService.Subscription watch(Runnable listener) {
        try {
            return SpoolWatch.begin(store.beside(StoreDirectory.TRANSFERS), listener);
        } catch (IOException | StoreException e) {
            return () -> {};
        }
    }

    @Override
    public void cancel(String id) {
        SpoolDir files = known(id);
        try {
            if (files.result().isEmpty()) {
                files.askToCancel();
            }
        } catch (IOException e) {
            throw FileErrors.of("cancel", id, e);
        }
    }

    @Override
    public void dismiss(String id) {
        SpoolDir files = new SpoolDir(checked(id));
        if (files.request().isEmpty() || files.result().isEmpty() && held(id)) {
            return;
        }
        try {
            files.delete();
        } catch (IOException e) {
            throw FileErrors.of("forget", id, e);
        }
    }

    @Override
    public void work(String id, Copies copies, Cancellation cancellation) {
        SpoolDir files = known(id);
        Hold lock = lock(id);
        try {
            files.started();
            if (files.result().isEmpty()) {
                BackgroundWish wish = SpoolWishes.read(files.request().orElseThrow());
                List<LayerProgress> before = files.state().map(SpoolJson::layers).orElse(List.of());
                new Worker(files, images, copies).run(wish, before, cancellation);
            }
        } catch (IOException e) {
            throw FileErrors.of("transfer", id, e);
        } finally {
            lock.close();
        }
    }

    private boolean held(String id) {
        return Failures.translate("look after", "the transfer " + id, () -> store.isHeld(id));
    }

    private Optional<Hold> hold(String id) {
        return Failures.translate("look after", "the transfer " + id, () -> store.hold(id));
    }

    private Hold lock(String id) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Hold> lock = hold(id);
            if (lock.isPresent()) {
                return lock.get();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new Failure(Failure.Kind.CONFLICT, "transfer", id, "another process does it", "");
    }

    private SpoolDir known(String id) {
        SpoolDir files = new SpoolDir(checked(id));
        if (files.request().isEmpty()) {
            throw unknown(id);
        }
        return files;
    }

    private Path checked(String id) {
        if (!id.matches(ID)) {
            throw unknown(id);
        }
        return root.resolve(id);
    }

    private static Failure unknown(String id) {
        return new Failure(Failure.Kind.NOT_FOUND, "find the transfer", id, "there is no such transfer",
                "«jimg-tui transfers» lists them.");
    }

    private static String id(SpoolDir files) {
        return files.path().getFileName().toString();
    }
}
