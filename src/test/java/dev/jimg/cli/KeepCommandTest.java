package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.RealRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code image keep}: the dry run, the question, the removal. */
class KeepCommandTest {

    @TempDir
    Path directory;

    private final TestConsole console = TestConsole.pipe();
    private RealRegistry registry;
    private Backends store;
    private String app;

    @BeforeEach
    void fill() {
        registry = RealRegistry.open();
        store = new Backends(new Environment(Map.of("JIMG_STORE", directory.resolve("store").toString()),
                directory, directory), Clock.systemUTC());
        app = registry.hostPort() + "/team/app";
        for (int version = 1; version <= 4; version++) {
            ImageFixture image = ImageFixture.builder().created("2024-01-0" + version + "T00:00:00Z").layer("a",
                    LayerFixture.random(LayerFixture.Compression.NONE, version, 20_000)).build();
            assertEquals(0, console.run(store, "pull", "-q", image.push(registry, "team/app:" + version).reference()));
        }
        console.out();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private long here() {
        assertEquals(0, console.run(store, "images", "-q"), console::err);
        return console.out().lines().count();
    }

    @Test
    void theDryRunSaysWhyAndTakesNothing() {
        assertEquals(0, console.run(store, "image", "keep", "--dry-run", "--keep", "2", "--protect", "1", app),
                console::err);
        String out = console.out();
        assertTrue(out.matches("(?s)REPOSITORY +TAG +IMAGE ID +CREATED +SIZE +WHAT\n"
                + "\\S+/team/app +4 .* stays: the newest\n\\S+ +3 .* stays: number 2\n\\S+ +2 .* goes\n"
                + "\\S+ +1 .* stays: protected by 1\n\n1 image goes, 3 stay, frees 2\\d(\\.\\d+)?kB\n"), out);
        assertEquals(4, here());
    }

    @Test
    void asksFirst() {
        assertEquals(0, console.typing("n\n").run(store, "image", "keep", "--keep", "1", app), console::err);
        String asked = console.out();
        assertTrue(asked.matches("(?s).*frees [67]\\d(\\.\\d+)?kB\nAre you sure you want to continue\\? \\[y/N\\] "), asked);
        assertEquals(4, here());
        assertEquals(0, console.typing("y\n").run(store, "image", "keep", "--keep", "1", app), console::err);
        String out = console.out();
        assertTrue(out.contains("Untagged: " + app + ":3\n") && out.contains("\nTotal reclaimed space: "), out);
        assertEquals(1, here());
    }

    @Test
    void byForceItOnlySaysWhatIsGone() {
        assertEquals(0, console.run(store, "image", "keep", "-f", registry.hostPort() + "/*/*"), console::err);
        assertTrue(console.out().startsWith("Untagged: " + app + ":1\n"), console.out());
        assertEquals(3, here());
        assertEquals(0, console.run(store, "image", "keep", "-f", app), console::err);
        assertEquals("Total reclaimed space: 0B\n", console.out());
    }

    @Test
    void theSettingsSayHowManyStayWhereNothingElseDoes() {
        console.keeps(Map.of(app, 1));
        assertEquals(0, console.run(store, "image", "keep", "--dry-run", app), console::err);
        String settled = console.out();
        assertEquals(0, console.run(store, "image", "keep", "--dry-run", "--keep", "1", app), console::err);
        assertEquals(console.out(), settled);
        assertEquals(1, console.run(store, "image", "keep", "--dry-run", app, "another"));
        assertTrue(console.err().contains("the settings keep different numbers of these"), console.err());
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertEquals(1, console.run(store, "image", "keep", "--keep", "-1", app));
        assertTrue(console.err().contains("to keep -1 makes no sense"));
        assertEquals(125, console.run(store, "image", "keep", "--older-than", "soon", app));
        assertTrue(console.err().startsWith("invalid argument \"soon\" for \"--older-than\" flag"));
        assertEquals(0, console.run(store, "image", "keep", "nothing-here"));
        assertEquals("No image here is of nothing-here.\n", console.out());
        assertEquals(4, here());
    }
}
