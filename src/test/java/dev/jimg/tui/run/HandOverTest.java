package dev.jimg.tui.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.BackgroundTransfer;
import dev.jimg.service.Copies;
import dev.jimg.service.CopyPlace;
import dev.jimg.service.CopyRequest;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ServiceOpener;
import dev.jimg.testing.Await;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Job;
import dev.jimg.tui.state.TransfersPane;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The app ends while copies run that stop when they like. */
class HandOverTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    /** Long enough for what stops at once, also where the machine is busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @TempDir
    private Path directory;
    private final CountDownLatch begun = new CountDownLatch(2);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
        Await.until(SOON, "no worker is left", () -> all().stream().noneMatch(one ->
                one.status() == BackgroundTransfer.Status.RUNNING), () -> all().toString());
    }

    @Test
    void whatDoesNotStopIsNotBegunASecondTimeButTold() throws Exception {
        EffectRunner runner = running(() -> await(released));
        Failure told = assertThrows(Failure.class, () -> runner.close(true, TransfersPane.EMPTY));
        assertEquals("could not continue in the background stubborn -> store://: it did not stop here in time",
                told.getMessage().split("\\. ")[0]);
        assertEquals(List.of("prompt -> store://"), all().stream().map(one -> one.wish().name()).toList());
    }

    /** It stops when the other one is handed over, which is after the first wait. */
    @Test
    void whatStopsLateGoesOnToo() throws Exception {
        EffectRunner runner = running(() -> Await.until(SOON, "the other goes on", () -> !all().isEmpty()));
        runner.close(true, TransfersPane.EMPTY);
        assertEquals(List.of("prompt -> store://", "stubborn -> store://"),
                all().stream().map(one -> one.wish().name()).sorted().toList());
    }

    private EffectRunner running(Runnable untilItStops) throws InterruptedException {
        EffectRunner runner = new EffectRunner(new Mailbox(), opener(untilItStops), store(), PATIENCE);
        runner.open();
        runner.run(copy(1, "prompt"));
        runner.run(copy(2, "stubborn"));
        assertTrue(begun.await(SOON.toSeconds(), TimeUnit.SECONDS));
        return runner;
    }

    private static Effect copy(long transfer, String image) {
        CopyRequest request = new CopyRequest(new CopyPlace(CopyPlace.Kind.STORE, "", image),
                new CopyPlace(CopyPlace.Kind.STORE, "", ""), Optional.empty(), false);
        return new Effect.StartJob(transfer, new Job.Copy(request, image, "store://"));
    }

    private ServiceOpener opener(Runnable untilItStops) {
        Backends backends = backends();
        return new ServiceOpener() {
            @Override
            public ImageService open(BackendChoice choice) {
                return backends.open(choice);
            }

            @Override
            public Copies copies(BackendChoice current) {
                return (request, events, cancellation) -> {
                    CountDownLatch cancelled = new CountDownLatch(1);
                    cancellation.onCancel(cancelled::countDown);
                    begun.countDown();
                    await(cancelled);
                    if (request.source().image().equals("stubborn")) {
                        untilItStops.run();
                    }
                    throw new CancellationException();
                };
            }
        };
    }

    private Backends backends() {
        return new Backends(new Environment(Map.of(), directory, directory), Clock.systemUTC());
    }

    private BackendChoice store() {
        return new BackendChoice(Optional.of(directory.resolve("store")), Optional.empty(), Optional.empty());
    }

    private List<BackgroundTransfer> all() {
        try (ImageService store = backends().open(store())) {
            return store.background().orElseThrow().list();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(SOON.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
