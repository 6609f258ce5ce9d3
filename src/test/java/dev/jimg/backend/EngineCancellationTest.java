package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.ImageService;
import dev.jimg.testing.RawEngine;
import dev.jimg.testing.Tally;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.CancellationScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that is asked of an engine, given up by the person while the engine stands still at each of the requests
 * that it takes. Nothing here ends by itself within the bound.
 */
final class EngineCancellationTest {

    private static final Duration PATIENT = Duration.ofMinutes(10);
    /** Far more than it takes, far less than any time that is waited without a cancellation. */
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int AT_ONCE = 8;

    @TempDir
    Path directory;

    /** @param in the middle of an answer, or before it */
    private record Case(EngineOperation operation, String request, boolean in) {}

    @Test
    void eachRequestOfEachOperationIsGivenUp() throws Exception {
        List<Case> all = new ArrayList<>();
        for (EngineOperation operation : EngineOperation.values()) {
            for (String request : requests(operation)) {
                all.add(new Case(operation, request, false));
                all.add(new Case(operation, request, true));
            }
        }
        Tally tally = new Tally("Ctrl-C while an engine stands still");
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
        List<Future<?>> cases = new ArrayList<>();
        for (Case one : all) {
            Path at = Files.createDirectory(directory.resolve("c" + cases.size()));
            cases.add(workers.submit(() -> tally.held(one.toString(), () -> isGivenUp(one, at))));
        }
        for (Future<?> one : cases) {
            one.get();
        }
        workers.shutdown();
        tally.done(2 * EngineOperation.values().length);
    }

    private Set<String> requests(EngineOperation operation) throws IOException {
        List<String> lines = new CopyOnWriteArrayList<>();
        Path at = Files.createDirectory(directory.resolve(operation.name()));
        try (RawEngine engine = new RawEngine(at.resolve("sock"), (asked, out) -> {
            lines.add(asked.line());
            out.write(EngineScript.right(asked));
        }); ImageService service = EngineFaultsTest.open(engine, at, PATIENT)) {
            lines.clear();
            operation.run(service, at, Cancellation.none());
        }
        return new LinkedHashSet<>(lines);
    }

    /** From then on it answers nothing at all, as an engine that was stopped. */
    private static void isGivenUp(Case one, Path at) throws Exception {
        CountDownLatch frozen = new CountDownLatch(1);
        try (RawEngine engine = new RawEngine(at.resolve("sock"), (asked, out) -> {
            if (frozen.getCount() > 0 && !asked.line().equals(one.request())) {
                out.write(EngineScript.right(asked));
                return;
            }
            boolean begin = one.in() && frozen.getCount() > 0;
            frozen.countDown();
            (begin ? EngineFault.FALLS_SILENT : EngineFault.IS_SILENT).answer(asked, out);
        }); ImageService service = EngineFaultsTest.open(engine, at, PATIENT)) {
            Cancellation cancellation = new Cancellation();
            CompletableFuture<?> run = CompletableFuture.runAsync(() -> CancellationScope.run(cancellation,
                    () -> one.operation().run(service, at, cancellation)), task -> new Thread(task).start());
            assertTrue(frozen.await(SOON.toSeconds(), TimeUnit.SECONDS), "it asks");
            cancellation.cancel();
            ExecutionException end =
                    assertThrows(ExecutionException.class, () -> run.get(SOON.toMillis(), TimeUnit.MILLISECONDS));
            assertEquals(CancellationException.class, end.getCause().getClass(), () -> "threw " + end.getCause());
        }
    }
}
