package dev.jimg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jimg.testing.Await;
import dev.jimg.testing.FaultProxy;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tmux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transfers on the store outlive the screen: the real program, its workers, and a registry that holds a layer back. */
class BackgroundStoryTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final long LAYER_BYTES = 1_000_000;
    private static final ImageFixture IMAGE = ImageFixture.random(3, LAYER_BYTES);
    private static final String HELD = IMAGE.layers().get(1).content().digest();

    private RealRegistry registry;
    private FaultProxy proxy;
    private Program program;

    @BeforeEach
    void start() {
        registry = RealRegistry.open();
        proxy = FaultProxy.before(registry);
        program = new Program();
        IMAGE.push(registry, "team/api:1");
        proxy.holdBlobAt(HELD, LAYER_BYTES / 2);
    }

    @AfterEach
    void stop() {
        worker().ifPresent(ProcessHandle::destroyForcibly);
        proxy.close();
        registry.close();
        program.close();
    }

    @Test
    void aPullGoesOnWhenTheScreenIsQuitAndTheNextOneShowsItsEnd() {
        try (Tmux screen = pullingScreen()) {
            screen.press("1", "q");
            screen.awaitText("in the background", SOON);
            screen.press("Enter");
            assertEquals(0, screen.awaitExit(SOON));
        }
        ProcessHandle worker = awaitWorker();
        proxy.awaitRequests(HELD, 2, SOON);
        assertTrue(proxy.requests(HELD).get(1).range().isPresent(), "from where the screen had come to");
        assertEquals("", Run.command("ps", "-o", "tty=", "-p", "" + worker.pid()).out().strip().replace("?", ""));
        try (Tmux screen = program.open(120, 36)) {
            screen.awaitText("2 of 3 layers", SOON);
            proxy.release();
            screen.awaitScreen("the pull is done and listed", lines -> has(lines, "pulled, .* fetched")
                    && has(lines, "team/api +1 "), SOON);
            Await.until(SOON, "the worker has ended", () -> !worker.isAlive(), () -> "");
            screen.press("q");
            assertEquals(0, screen.awaitExit(SOON));
        }
        assertEquals("", spool(), "what was seen is not kept");
    }

    @Test
    void aPullGoesOnWhenTheConnectionIsLostAndASecondScreenCancelsIt() {
        try (Tmux screen = pullingScreen()) {
            Run.command("kill", "-HUP", Long.toString(screen.process().pid()));
            assertEquals(129, screen.awaitExit(SOON));
        }
        ProcessHandle worker = awaitWorker();
        try (Tmux screen = program.open(120, 36)) {
            screen.awaitText("2 of 3 layers", SOON);
            screen.press("4", "d");
            screen.awaitText("kept, r resumes", SOON);
            Await.until(SOON, "the worker has ended", () -> !worker.isAlive(), () -> "");
            screen.press("c");
            screen.awaitText("Nothing is being transferred", SOON);
        }
        Await.until(SOON, "it is forgotten", () -> spool().isEmpty(), this::spool);
    }

    @Test
    void aWorkerThatWasKilledShowsAsInterruptedAndIsResumedFromWhatItHad() {
        try (Tmux screen = pullingScreen()) {
            screen.press("1", "q");
            screen.awaitText("in the background", SOON);
            screen.press("Enter");
            screen.awaitExit(SOON);
        }
        ProcessHandle worker = awaitWorker();
        proxy.awaitRequests(HELD, 2, SOON);
        worker.destroyForcibly();
        Await.until(SOON, "the worker is dead", () -> !worker.isAlive(), () -> "");
        proxy.release();
        proxy.forget();
        try (Tmux screen = program.open(120, 36)) {
            screen.awaitText("interrupted, ", SOON);
            screen.press("4", "r");
            screen.awaitScreen("the pull is done and listed", lines -> has(lines, "pulled, .* fetched")
                    && has(lines, "team/api +1 "), SOON);
        }
        assertEquals(1, proxy.requests().stream().filter(seen -> seen.target().contains("/blobs/")
                && IMAGE.layers().stream().anyMatch(layer -> seen.target().contains(layer.content().digest()))).count(),
                "only what was missing is asked for");
        assertTrue(proxy.requests(HELD).get(0).range().isPresent(), "and of it the rest");
    }

    /** A screen whose pull stands in the middle of a layer. */
    private Tmux pullingScreen() {
        Tmux screen = program.open(120, 36);
        screen.awaitText("? help", SOON);
        screen.press("p", "C-u").type(proxy.hostPort() + "/team/api:1").press("Enter");
        screen.awaitText("3 to fetch", SOON);
        screen.press("Enter");
        proxy.awaitHeld(SOON);
        screen.awaitText("2 of 3 layers", SOON);
        return screen;
    }

    private ProcessHandle awaitWorker() {
        Await.until(SOON, "the worker lives", () -> worker().isPresent(), this::spool);
        return worker().orElseThrow();
    }

    /** By the number it wrote down. */
    private Optional<ProcessHandle> worker() {
        try (Stream<Path> jobs = Files.list(program.store().resolve("transfers"))) {
            return jobs.map(job -> job.resolve("state.json")).filter(Files::exists).map(BackgroundStoryTest::pid)
                    .filter(pid -> pid > 0).findFirst().flatMap(ProcessHandle::of);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long pid(Path state) {
        try {
            JsonNode json = new JsonMapper().readTree(Files.readAllBytes(state));
            return json.path("pid").asLong();
        } catch (IOException e) {
            return 0;
        }
    }

    private String spool() {
        Path spool = program.store().resolve("transfers");
        return Files.exists(spool) ? Run.of("ls", "-A", spool.toString()).run().out() : "";
    }

    private static boolean has(List<String> lines, String pattern) {
        return lines.stream().anyMatch(line -> line.matches(".*" + pattern + ".*"));
    }
}
