package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.Failure;
import dev.jimg.service.ImageEvent;
import dev.jimg.service.ImageService;
import dev.jimg.service.PruneRequest;
import dev.jimg.testing.Await;
import dev.jimg.testing.RawEngine;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tally;
import dev.jimg.testing.Tools;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine's socket that is gone, that nobody listens on, that may not be opened; and the events of an engine. */
final class EngineSocketTest {

    /** The silence that an engine may keep which is all right, on a machine that stands still for a while. */
    private static final Duration STALL = Duration.ofSeconds(5);
    private static final Duration UNTIL_THE_SECOND = STALL.multipliedBy(2).plus(EngineFaultsTest.BOUND);

    @TempDir
    Path directory;

    @Test
    void aSocketThatIsGoneOrThatNobodyListensOn() throws IOException {
        Tally tally = new Tally("engine's socket absent, nobody behind it");
        for (boolean gone : new boolean[] {true, false}) {
            Path at = Files.createDirectory(directory.resolve("gone-" + gone));
            RawEngine engine = new RawEngine(at.resolve("sock"), (asked, out) -> out.write(EngineScript.right(asked)));
            try (engine; ImageService service = EngineFaultsTest.open(engine, at)) {
                engine.stopListening();
                if (gone) {
                    Files.delete(at.resolve("sock"));
                }
                for (EngineOperation operation : EngineOperation.values()) {
                    tally.held(operation + (gone ? " absent" : " silent"), () -> {
                        Failure failure = assertThrows(Failure.class,
                                () -> operation.run(service, at, Cancellation.none()));
                        assertEquals(Failure.Kind.UNREACHABLE, failure.kind());
                        EngineFaultsTest.expectOneLine(failure, engine.host());
                        assertTrue(Files.notExists(at.resolve("saved.tar")));
                    });
                }
            }
        }
        tally.done(2 * EngineOperation.values().length);
    }

    @Test
    void aSocketThatMayNotBeOpened() {
        Tools.requireRoot();
        Tools.require("setpriv");
        Run.Result result = Run.of("setpriv", "--bounding-set=-dac_override,-dac_read_search",
                "--inh-caps=-dac_override,-dac_read_search", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), DeniedEngineMain.class.getName(),
                directory.toString()).run();
        Tally tally = new Tally("engine's socket denied");
        List<String> lines = result.out().lines().toList();
        for (EngineOperation operation : EngineOperation.values()) {
            tally.held(operation.name(), () -> assertTrue(lines.contains(operation + " DENIED false"), result.out()));
        }
        tally.done(EngineOperation.values().length);
    }

    /** Whoever shows a list is told to ask for it again, and hears the reason then; the feed lives on and can be ended. */
    @Test
    void eventsThatBreakInEachWay() throws Exception {
        Tally tally = new Tally("events of an engine that does not answer as it should");
        ExecutorService workers = Executors.newCachedThreadPool();
        List<Future<?>> cases = new ArrayList<>();
        for (EngineFault fault : EngineFault.values()) {
            cases.add(workers.submit(() -> tally.held(fault.name(), () -> breakEvents(fault))));
        }
        for (Future<?> one : cases) {
            one.get();
        }
        workers.shutdown();
        Await.until(EngineFaultsTest.BOUND, "nobody listens any more", () -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("jimg-engine-events")));
        tally.done(EngineFault.values().length);
    }

    private void breakEvents(EngineFault fault) throws Exception {
        Path at = Files.createDirectory(directory.resolve(fault.name()));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        try (RawEngine engine = new RawEngine(at.resolve("sock"), (request, out) -> {
            if (request.path().equals("/events")) {
                asked.countDown();
                fault.answer(request, out);
            } else if (asked.getCount() == 0 && fault.hangs()) {
                EngineFault.IS_SILENT.answer(request, out);
            } else {
                out.write(EngineScript.right(request));
            }
        }); ImageService service = EngineFaultsTest.open(engine, at)) {
            service.subscribe(event -> {
                if (event.kind() == ImageEvent.Kind.CHANGED) {
                    told.countDown();
                }
            });
            assertTrue(asked.await(EngineFaultsTest.BOUND.toSeconds(), TimeUnit.SECONDS));
            // Events that come slowly are what they are.
            if (fault != EngineFault.SENDS_ITS_BODY_SO) {
                assertTrue(told.await(EngineFaultsTest.BOUND.toSeconds(), TimeUnit.SECONDS), "it is told");
            }
        }
    }

    /** For twice as long as silence may last, since it answers that it is there; both at once, as each takes its time. */
    @Test
    @Timeout(120)
    void anEngineThatSaysNothingIsWaitedForWhileItAnswersPings() throws Exception {
        CompletableFuture<Void> command = CompletableFuture.runAsync(this::waitForACommand, work -> new Thread(work).start());
        waitForAnAnswer();
        command.get();
    }

    /** Its stream is open, and nothing comes. */
    private void waitForACommand() {
        CountDownLatch secondPing = new CountDownLatch(2);
        try (RawEngine engine = new RawEngine(directory.resolve("command"), (asked, out) -> {
            countPing(asked, secondPing);
            byte[] right = EngineScript.right(asked);
            boolean stream = EngineScript.upgrades(asked);
            int head = stream ? EngineScript.head(asked, "", 0).length : right.length;
            out.write(right, 0, head);
            if (stream) {
                secondPing.await(UNTIL_THE_SECOND.toSeconds(), TimeUnit.SECONDS);
            }
            out.write(right, head, right.length - head);
        }); ImageService service = EngineFaultsTest.open(engine, directory, STALL)) {
            EngineOperation.EXEC.run(service, directory, Cancellation.none());
            assertEquals(0, secondPing.getCount(), "it was asked whether it is there");
        }
    }

    /** The answer has not begun. */
    private void waitForAnAnswer() {
        CountDownLatch secondPing = new CountDownLatch(2);
        try (RawEngine engine = new RawEngine(directory.resolve("answer"), (asked, out) -> {
            countPing(asked, secondPing);
            if (asked.line().equals("POST /images/prune")) {
                secondPing.await(UNTIL_THE_SECOND.toSeconds(), TimeUnit.SECONDS);
            }
            out.write(EngineScript.right(asked));
        }); ImageService service = EngineFaultsTest.open(engine, directory, STALL)) {
            assertEquals(1, service.prune(PruneRequest.DANGLING).steps().size());
            assertEquals(0, secondPing.getCount(), "it was asked whether it is there");
        }
    }

    private static void countPing(RawEngine.Asked asked, CountDownLatch pings) {
        if (asked.path().equals("/_ping")) {
            pings.countDown();
        }
    }
}
