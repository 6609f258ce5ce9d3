package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code image prune} beside docker's own, on the same engine. */
@ExtendWith(RealDockerExtension.class)
class PruneCommandTest {

    @TempDir
    Path directory;

    private final RealDocker docker;
    private final TestConsole console = TestConsole.pipe();
    private RealRegistry registry;

    PruneCommandTest(RealDocker docker) {
        this.docker = docker;
    }

    @BeforeEach
    void start() {
        registry = RealRegistry.open();
    }

    @AfterEach
    void stop() {
        docker.clear();
        registry.close();
    }

    private Backends engine() {
        return new Backends(new Environment(Map.of("DOCKER_HOST", docker.host()), directory, directory),
                Clock.systemUTC());
    }

    private static ImageFixture image(String text) {
        return ImageFixture.builder().layer("a", LayerFixture.gzip(tar -> tar.file("a", text.repeat(3000)))).build();
    }

    /** One that lost its name, by another that took it. */
    private void fill() {
        docker.docker("pull", "-q", image("old").push(registry, "team/app:1").reference());
        docker.docker("pull", "-q", image("young").push(registry, "team/app:1").reference());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-f", "-af", "", "-a", "-f --filter until=1h", "-f extra", "--nope",
            "-f --keep-storage 1g", "-f --keep-storage many", "-f --keep-storage -1", "-f --keep-storage"})
    void printsOfTheBuildCacheWhatDockerPrints(String options) {
        String[] words = ("builder prune " + options).trim().split(" ");
        Run.Result expected = docker.command(words).attempt();
        assertEquals(expected.exit(), console.run(engine(), words), console::err);
        assertEquals(expected.out(), console.out());
        // Docker says before all else that its own builder is old.
        assertEquals(expected.err().replaceFirst("(?s)^DEPRECATED: .*?\n\n", ""),
                console.err().replace("jimg-tui", "docker"));
    }

    @Test
    void freesWhatBuildsKeepOnTheStore() throws IOException {
        Backends store = new Backends(new Environment(Map.of("JIMG_STORE", directory.resolve("store").toString()),
                directory, directory), Clock.systemUTC());
        Path context = Files.createDirectory(directory.resolve("context"));
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY big /big\n");
        for (int round = 0; round < 2; round++) {
            byte[] noise = new byte[50_000];
            new Random(round).nextBytes(noise);
            Files.write(context.resolve("big"), noise);
            assertEquals(0, console.run(store, "build", "-t", "app:1", context.toString()), console::err);
        }
        assertEquals(0, console.run(store, "image", "prune", "-f"), console::err);
        console.out();
        Path steps = directory.resolve("store/cache/build/steps");
        assertEquals(2, steps.toFile().list().length);
        // The first image lost its name and went with its blobs; the step of the second is shared with it.
        console.run(store, "system", "df");
        assertTrue(console.out().matches("(?s).*Build Cache +2 +0 +[\\d.]+k?B +[\\d.]+k?B\n"), "both are listed");
        assertEquals(0, console.run(store, "rmi", "-f", "app:1"), console::err);
        assertEquals(0, console.run(store, "build", "-t", "app:1", context.toString()), console::err);
        console.out();
        assertEquals(0, console.run(store, "builder", "prune", "-f"), console::err);
        assertTrue(console.out().startsWith("Deleted build cache objects:\n"));
        assertEquals(1, steps.toFile().list().length);
        assertEquals(0, console.run(store, "builder", "prune", "-a", "-f"), console::err);
        assertEquals(0, steps.toFile().list().length);
        assertEquals(0, console.run(store, "history", "app:1"), console::err);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-f", "-af", "-f --filter until=2000-01-01", "-f --filter until=1h --filter label=none",
            "-f --filter label!=none", "-a", "", "-f extra", "--nope", "-f --filter until=bad"})
    void printsWhatDockerPrints(String options) {
        String[] words = ("image prune " + options).strip().split(" ");
        fill();
        Run.Result expected = docker.command(words).stdin("y\n").attempt();
        docker.clear();
        fill();
        assertEquals(expected.exit(), console.typing("y\n").run(engine(), words), console::err);
        assertEquals(sorted(expected.out()), sorted(console.out()));
        assertEquals(expected.err(), console.err().replace("jimg-tui", "docker"));
    }

    /** Docker takes one image after the other in no certain order. */
    private static List<String> sorted(String out) {
        return out.replace("[y/N] ", "[y/N] \n").lines().sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n\n", "\n", "", "yes\n"})
    void anythingButYesTakesNothing(String answer) {
        fill();
        Run.Result expected = docker.command("image", "prune", "-a").stdin(answer).attempt();
        assertEquals(expected.exit(), console.typing(answer).run(engine(), "image", "prune", "-a"));
        assertEquals(expected.out(), console.out());
        assertEquals(2, docker.docker("images", "-q").out().lines().count());
    }

    @Test
    void onATerminalItSaysBeforehandWhatItFrees() {
        fill();
        TestConsole terminal = TestConsole.terminal(100, 30);
        assertEquals(0, terminal.typing("n\n").run(engine(), "image", "prune"));
        String out = terminal.out();
        assertTrue(out.matches("(?s)WARNING! .*\n  [0-9a-f]{12}  [\\d.]+k?B\n1 image, frees [\\d.]+k?B\n"
                + "Are you sure you want to continue\\? \\[y/N\\] "), out);
    }

    @Test
    void theStoreSweepsToo() {
        Backends store = new Backends(new Environment(Map.of("JIMG_STORE", directory.resolve("store").toString()),
                directory, directory), Clock.systemUTC());
        ImageFixture old = image("old");
        console.run(store, "pull", "-q", old.push(registry, "team/app:1").reference());
        console.run(store, "pull", "-q", image("young").push(registry, "team/app:1").reference());
        console.out();
        assertEquals(0, console.run(store, "image", "prune", "-f"));
        String out = console.out();
        assertTrue(out.startsWith("Deleted Images:\nuntagged: " + registry.hostPort() + "/team/app@"
                + old.root().digest() + "\ndeleted: " + old.config().digest() + "\n"), out);
        assertTrue(out.matches("(?s).*\n\nTotal reclaimed space: [\\d.]+k?B\n"), out);
        assertEquals(0, console.run(store, "image", "prune", "-f"));
        assertEquals("Total reclaimed space: 0B\n", console.out());
    }
}
