package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.ImageService;
import dev.jimg.service.PullRequest;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Tally;
import dev.jimg.transfer.Cancellation;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code kill -9} at moments that a fixed seed chooses, between the beginning of an operation and just after its end. */
final class KilledOperationsTest {

    private static final long MIB = 1 << 20;
    private static final long LAYER = 3 * MIB;
    private static final long BOUND_SECONDS = 60;
    private static final int IN_SHORT = 2;
    /** Of each of the five operations: 1,000 in all. */
    private static final int IN_LONG = 200;
    /** The last moments are after the end, most times. */
    private static final double BEYOND = 1.1;

    @TempDir
    Path directory;

    private final ImageFixture image = FaultScene.image(LAYER);
    private RealRegistry registry;
    private FaultScene scene;
    /** How long an operation takes in a process of its own; learned from those that came to their end. */
    private long nanos = TimeUnit.MILLISECONDS.toNanos(300);
    private int inTheMiddle;

    @BeforeEach
    void open() throws IOException {
        registry = RealRegistry.open();
        image.push(registry, FaultScene.REPOSITORY);
        scene = FaultScene.create(directory.resolve("d"), directory.resolve("i"), registry.hostPort(), image);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"PULL", "LOAD", "BUILD", "REMOVE", "PRUNE"})
    void nothingIsHalfAndNothingIsLost(StoreOperation operation) throws Exception {
        Tally tally = new Tally("kill -9 in " + operation.name().toLowerCase());
        Random random = new Random(20_261_123);
        int cases = Tally.cases(IN_SHORT, IN_LONG);
        for (int number = 0; number < cases; number++) {
            double moment = random.nextDouble() * BEYOND;
            boolean collectFirst = number % 2 == 0;
            tally.held("kill " + number + " at " + moment, () -> killed(operation, moment, collectFirst));
        }
        System.out.println("faults: " + operation + ": " + inTheMiddle + " of " + cases + " in the middle");
        tally.done(cases);
    }

    private void killed(StoreOperation operation, double moment, boolean collectFirst) throws Exception {
        try (ImageService service = scene.open()) {
            operation.prepare(service, scene);
        }
        killAfter(operation, moment);
        scene.assertWhole();
        if (collectFirst) {
            scene.collect();
            scene.assertWhole();
        }
        if (operation == StoreOperation.PULL) {
            pullTheRest();
        } else if (operation != StoreOperation.REMOVE || scene.names().contains(FaultScene.LOADED.familiar())) {
            try (ImageService service = scene.open()) {
                operation.run(service, scene);
            }
        }
        scene.assertWhole();
        scene.reset();
    }

    private void pullTheRest() throws IOException {
        long before = scene.bytesHere();
        try (ImageService service = scene.open()) {
            long fetched = service.pull(PullRequest.of(scene.remote()), event -> { }, Cancellation.none()).fetched();
            long rest = scene.bytesHere() - before;
            assertTrue(fetched <= rest + MIB, "fetched " + fetched + " of the " + rest + " that were missing");
        }
    }

    private void killAfter(StoreOperation operation, double moment) throws Exception {
        Process process = new ProcessBuilder(OperationMain.command(scene, operation))
                .redirectError(new File("/dev/null")).start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertEquals("ready", out.readLine());
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            long begin = System.nanoTime();
            long end = begin + (long) (nanos * moment);
            while (System.nanoTime() < end && !out.ready()) {
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(50));
            }
            long took = System.nanoTime() - begin;
            // Of the handle: that of the process closes its streams too.
            process.toHandle().destroyForcibly();
            String said = out.readLine();
            if (said == null) {
                inTheMiddle++;
                nanos = Math.max(nanos, moment > 1 ? nanos * 5 / 4 : 0);
            } else {
                assertEquals("done", said);
                nanos = took;
            }
        } finally {
            process.destroyForcibly();
            assertTrue(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS));
        }
    }
}
