package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code system df} beside docker's own, on the same engine. */
@ExtendWith(RealDockerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiskUseCommandTest {

    @TempDir
    Path directory;

    private final RealDocker docker;
    private final TestConsole console = TestConsole.pipe();
    private RealRegistry registry;

    DiskUseCommandTest(RealDocker docker) {
        this.docker = docker;
    }

    @BeforeAll
    void fill() {
        registry = RealRegistry.open();
        docker.clear();
        ImageFixture app = ImageFixture.busyboxBuilder().created("2024-07-01T00:00:00Z")
                .layer("more", LayerFixture.gzip(tar -> tar.file("more", "more".repeat(9000)))).build();
        String name = app.push(registry, "team/app:1").reference();
        docker.docker("pull", "-q", name);
        docker.docker("tag", name, "alias:2");
        docker.docker("pull", "-q", ImageFixture.busybox().push(registry, "team/busybox:1").reference());
        ImageFixture gone = ImageFixture.builder().created("2023-01-01T00:00:00Z").layer("gone", LayerFixture.gzip(tar ->
                tar.file("gone", "gone".repeat(5000)))).build();
        String dangling = gone.push(registry, "team/moving:1").reference();
        docker.docker("pull", "-q", dangling);
        ImageFixture.builder().created("2022-01-01T00:00:00Z").layer("come", gone.layers().get(0))
                .layer("on", LayerFixture.gzip(tar -> tar.file("on", "on"))).build().push(registry, "team/moving:1");
        docker.docker("pull", "-q", dangling);
        docker.docker("volume", "create", "--label", "a=b", "jimg-one");
        docker.docker("create", "--name", "jimg-first", "-v", "jimg-one:/data", name, "sh", "-c", "echo \"a long line\"");
        docker.docker("create", "--network", "none", "--label", "x=y", "--name", "jimg-second", name, "true");
    }

    @AfterAll
    void clear() {
        docker.clear();
        docker.docker("volume", "rm", "-f", "jimg-one");
        registry.close();
    }

    private Backends engine() {
        return new Backends(new Environment(Map.of("DOCKER_HOST", docker.host()), directory, directory),
                Clock.systemUTC());
    }

    /** Containers are made while the test runs: how long ago is left out. */
    private static String timeless(String text) {
        return text.replaceAll("(?:About an? \\w+|Less than a second|\\d+ (?:second|minute|hour)s?|-?\\d+ \\w+) ago *",
                "AGO ").replaceAll("\"RunningFor\":\"[^\"]*\"", "AGO").replaceAll("(?m)^(CONTAINER ID.*CREATED) +", "$1 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--format|json", "--format|table", "--format|{{.Type}}: {{.TotalCount}} {{.Active}}",
            "--format|table {{.Type}}\t{{.Size}}\t{{.Reclaimable}}", "--format|{{json .}}", "--format|{{.Nope}}",
            "-v", "-v|--format|json", "-v|--format|{{range .Images}}{{.ID}} {{.UniqueSize}} {{end}}",
            "-v|--format|{{json .Volumes}}", "-v|--format|{{len .Containers}}", "-v|--format|{{.Nope}}", "extra"})
    void printsWhatDockerPrints(String options) {
        String[] words = Stream.concat(Stream.of("system", "df"), Stream.of(options.split("\\|"))
                .filter(word -> !word.isEmpty())).toArray(String[]::new);
        Run.Result expected = docker.command(words).attempt();
        assertEquals(expected.exit(), console.run(engine(), words), console::err);
        assertEquals(timeless(expected.out()), timeless(console.out()));
        assertEquals(expected.err(), console.err().replace("jimg-tui", "docker"));
    }

    @Test
    void ofTheStoreItTellsWhatItHas() {
        Backends store = new Backends(new Environment(Map.of("JIMG_STORE", directory.resolve("store").toString()),
                directory, directory), Clock.systemUTC());
        console.run(store, "pull", "-q", registry.hostPort() + "/team/app:1");
        console.out();
        assertEquals(0, console.run(store, "system", "df"));
        assertTrue(console.out().matches("(?s)TYPE .*\nImages          1         0         [\\d.]+.B   [\\d.]+.B \\(100%\\)\n"
                + "Containers      0         0         0B        0B\nLocal Volumes   0         0         0B        0B\n"
                + "Build Cache     0         0         0B        0B\n"));
        assertEquals(0, console.run(store, "system", "df", "-v"));
    }

    @Test
    void unfinishedDownloadsAreShownAndPrunedAtOnce() throws IOException {
        Backends store = new Backends(new Environment(Map.of("JIMG_STORE", directory.resolve("half").toString()),
                directory, directory), Clock.systemUTC());
        console.run(store, "pull", "-q", registry.hostPort() + "/team/app:1");
        Path partial = Files.write(directory.resolve("half/ingest/sha256-" + "a".repeat(64)), new byte[5000]);
        console.out();
        assertEquals(0, console.run(store, "system", "df"));
        assertTrue(console.out().contains("Unfinished Downloads   1         0         5kB       5kB (100%)\n"));
        assertEquals(0, console.run(store, "image", "prune", "-f"));
        assertEquals("Total reclaimed space: 5kB\n", console.out());
        assertFalse(Files.exists(partial));
    }
}
