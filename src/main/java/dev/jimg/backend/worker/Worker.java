package dev.jimg.backend.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.backend.shared.Failures;
import dev.jimg.service.BackgroundWish;
import dev.jimg.service.Copies;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.Pause;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.service.TransferWork;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Does one transfer, and keeps its files true: how far it is, how it ended, and whether somebody wants it to stop. */
final class Worker {

    /** Between two looks and two reports. */
    private static final long PAUSE_MILLIS = 500;

    private final SpoolDir files;
    private final ImageService images;
    private final Copies copies;
    private final Map<String, LayerProgress> layers = new LinkedHashMap<>();
    private final Cancellation stop = new Cancellation();
    private final AtomicBoolean unwanted = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);
    private Optional<Pause> pause = Optional.empty();
    private boolean moved = true;

    Worker(SpoolDir files, ImageService images, Copies copies) {
        this.files = files;
        this.images = images;
        this.copies = copies;
    }

    /** @param ending this process is to end; what was fetched stays, and there is no result */
    void run(BackgroundWish wish, List<LayerProgress> before, Cancellation ending) {
        if (wish.goesOn()) {
            before.forEach(layer -> layers.put(layer.layer(), layer));
        }
        Thread clerk = new Thread(this::report, "jimg-spool");
        clerk.setDaemon(true);
        clerk.start();
        ObjectNode result = SpoolJson.object();
        Cancellation.Registration linked = ending.onCancel(stop::cancel);
        try {
            work(wish, result);
        } finally {
            linked.close();
            over.countDown();
            join(clerk);
        }
        if (!result.isEmpty()) {
            write(result);
        }
    }

    private void work(BackgroundWish wish, ObjectNode result) {
        try {
            SpoolOutput output = files.output();
            output.begin();
            TransferWork work = new TransferWork(images, () -> copies, this::hear, output::write, stop);
            SpoolOutcomes.write(work.run(wish), result.putObject("outcome"));
        } catch (CancellationException e) {
            result.removeAll();
            if (unwanted.get()) {
                result.put("cancelled", true);
            }
        } catch (RuntimeException e) {
            result.removeAll();
            SpoolJson.failure(Failures.of("transfer", "", e), result.putObject("failure"));
        }
    }

    private synchronized void hear(TransferEvent event) {
        if (event instanceof TransferEvent.Resolved resolved) {
            Map<String, LayerProgress> before = Map.copyOf(layers);
            layers.clear();
            resolved.layers().forEach(layer -> layers.put(layer.layer(), kept(layer, before.get(layer.layer()))));
        } else if (event instanceof LayerProgress layer) {
            LayerProgress before = layers.get(layer.layer());
            if (before == null || !before.phase().settled() || layer.phase().settled()) {
                layers.put(layer.layer(), layer);
            }
        } else if (event instanceof TransferEvent.Waiting waiting) {
            pause = Optional.of(Pause.soonest(pause, waiting, Instant.now()));
        }
        moved = true;
    }

    /** What a layer had before is there until it is its turn, and where its turn never comes. */
    private static LayerProgress kept(LayerProgress layer, LayerProgress before) {
        boolean more = layer.phase() == Phase.WAITING && before != null && before.total() == layer.total();
        return more ? new LayerProgress(layer.layer(), layer.phase(), before.moved(), layer.total()) : layer;
    }

    private void report() {
        try {
            do {
                state();
                if (files.cancelAsked() && unwanted.compareAndSet(false, true)) {
                    stop.cancel();
                }
            } while (!over.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        state();
    }

    private void state() {
        List<LayerProgress> now;
        Optional<Pause> waits;
        synchronized (this) {
            if (!moved) {
                return;
            }
            moved = false;
            now = List.copyOf(layers.values());
            waits = pause;
        }
        ObjectNode state = SpoolJson.object().put("pid", ProcessHandle.current().pid());
        SpoolJson.layers(now, state);
        waits.ifPresent(told -> SpoolJson.pause(told, state));
        try {
            files.writeState(state);
        } catch (IOException e) {
            // A full disk ends the transfer too, and its result has room of its own.
        }
    }

    private void write(ObjectNode result) {
        try {
            files.writeResult(result.put("ended", Instant.now().toString()));
        } catch (IOException e) {
            throw new Failure(Failure.Kind.DISK, "write", files.path().toString(), String.valueOf(e.getMessage()), "", e);
        }
    }

    private static void join(Thread clerk) {
        try {
            clerk.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
