package dev.jimg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.oci.Reference;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.BackgroundTransfer;
import dev.jimg.service.BackgroundTransfer.Status;
import dev.jimg.service.ImageService;
import dev.jimg.service.PullRequest;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.service.TransferOutcome;
import dev.jimg.testing.Await;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tmux;
import dev.jimg.testing.Tools;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connection to the terminal is lost in the middle of a save, and of a build: another process brings it to its end. */
class LostConnectionStoryTest {

    private static final Duration SOON = Duration.ofSeconds(90);

    private Program program;
    private ImageService store;
    private HttpServer gate;
    private final AtomicInteger atTheGate = new AtomicInteger();
    private final CountDownLatch open = new CountDownLatch(1);
    private final ExecutorService guards = Executors.newCachedThreadPool();

    @BeforeEach
    void start() throws IOException {
        program = new Program();
        store = new Backends(new Environment(Map.of(), program.directory(), program.directory()), Clock.systemUTC())
                .open(new BackendChoice(Optional.of(program.store()), Optional.empty(), Optional.empty()));
        gate = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gate.setExecutor(guards);
        gate.createContext("/", exchange -> {
            atTheGate.incrementAndGet();
            awaitOpen();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        gate.start();
    }

    private void awaitOpen() {
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        open.countDown();
        gate.stop(0);
        guards.shutdownNow();
        store.close();
        program.close();
    }

    /** The screen stands still from when the file is begun until its terminal is gone. */
    @Test
    void aSaveIsDoneAgainAndTheFileIsWhole() throws Exception {
        pull(ImageFixture.random(2, 40_000_000), "big:1");
        Path target = Files.createDirectories(program.directory().resolve("out"));
        Path file = target.resolve("big.tar");
        try (Tmux screen = program.open(120, 36)) {
            screen.awaitScreen("the image is listed", lines -> has(lines, "big +1 "), SOON);
            screen.press("w", "C-u").type(file.toString());
            long pid = screen.process().pid();
            Process stop = stopOnceAFileIsIn(target, pid);
            screen.press("Enter");
            assertEquals(0, stop.waitFor(), () -> String.join("\n", screen.capture()));
            assertTrue(Files.notExists(file), "not before it is whole");
            Run.command("kill", "-HUP", Long.toString(pid));
            Run.command("kill", "-CONT", Long.toString(pid));
            assertEquals(129, screen.awaitExit(SOON));
        }
        BackgroundTransfer done = awaitEnd();
        assertEquals(new TransferOutcome.Saved(Files.size(file)), done.outcome().orElseThrow());
        assertEquals("big.tar\n", files(target), "and nothing half written beside it");
        try (Tmux screen = program.open(120, 36)) {
            screen.awaitText("saved, ", SOON);
        }
    }

    /** By one process that runs already: whatever is started when the file is there may come when it is whole. */
    private static Process stopOnceAFileIsIn(Path directory, long pid) throws IOException {
        return new ProcessBuilder("timeout", Long.toString(SOON.toSeconds()), "sh", "-c",
                "until [ -n \"$(ls -A \"$1\")\" ]; do :; done; kill -STOP \"$2\"", "sh", directory.toString(),
                Long.toString(pid)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** A second screen sees it come, shows what it writes, and that it is done; nobody presses a key for it. */
    @Test
    void aBuildGoesOnWithTheStepsThatWereDone() throws IOException {
        Tools.requireRoot();
        Tools.require("runc", "busybox");
        String image = pull(ImageFixture.busybox(), "bb:1");
        Path context = Files.createDirectories(program.directory().resolve("context"));
        Files.writeString(context.resolve("Dockerfile"), "FROM " + image + "\nRUN date +%s%N > /first\n"
                + "RUN echo at the gate; busybox wget -q -O- http://127.0.0.1:" + gate.getAddress().getPort() + "/\n");
        try (Tmux watching = program.open(120, 36)) {
            watching.awaitScreen("the image is listed", lines -> has(lines, "bb +1 "), SOON);
            try (Tmux screen = program.open(120, 36)) {
                screen.awaitScreen("the image is listed", lines -> has(lines, "bb +1 "), SOON);
                screen.press(":").type("build").press("Enter", "C-u").type(context.toString())
                        .press("Down", "Down").type("made:1");
                // Tab would complete the directory first, or go on, by whether it was listed by then.
                screen.awaitScreen("the name is the image's", lines -> has(lines, "name +made:1"), SOON);
                screen.press("Enter");
                Await.until(SOON, "the second step runs", () -> atTheGate.get() == 1,
                        () -> String.join("\n", screen.capture()));
                Run.command("kill", "-HUP", Long.toString(screen.process().pid()));
                assertEquals(129, screen.awaitExit(SOON));
            }
            Await.until(SOON, "it is there again", () -> atTheGate.get() == 2, () -> String.join("\n", watching.capture()));
            Await.until(SOON, "the first step came from the cache", () -> all().get(0).layers().stream().anyMatch(
                    step -> step.layer().equals("step 2") && step.phase() == Phase.ALREADY_HERE), () -> all().toString());
            watching.awaitScreen("it is seen", lines -> has(lines, "made:1 .* step"), SOON);
            watching.press("4", "Enter");
            watching.awaitText("at the gate", SOON);
            watching.press("Escape");
            open.countDown();
            watching.awaitScreen("it is told", lines -> has(lines, "✔ made:1 +built [0-9a-f]{12}"), SOON);
            watching.awaitScreen("the image is listed", lines -> has(lines, "made +1 "), SOON);
            watching.press("q");
            assertEquals(0, watching.awaitExit(SOON));
        }
        assertEquals(List.of(), all(), "what was seen is not kept");
    }

    private BackgroundTransfer awaitEnd() {
        Await.until(SOON, "its process has ended", () -> !all().isEmpty()
                && all().get(0).status() != Status.RUNNING, () -> all().toString());
        assertEquals(Status.DONE, all().get(0).status(), all().toString());
        return all().get(0);
    }

    private List<BackgroundTransfer> all() {
        return store.background().orElseThrow().list();
    }

    private String pull(ImageFixture fixture, String name) {
        try (RealRegistry registry = RealRegistry.open()) {
            String image = fixture.push(registry, name).reference();
            store.pull(PullRequest.of(Reference.parse(image)), event -> {}, Cancellation.none());
            return image;
        }
    }

    private static boolean has(List<String> lines, String pattern) {
        return lines.stream().anyMatch(line -> line.matches(".*" + pattern + ".*"));
    }

    private static String files(Path directory) {
        return Run.of("ls", "-A", directory.toString()).run().out();
    }
}
