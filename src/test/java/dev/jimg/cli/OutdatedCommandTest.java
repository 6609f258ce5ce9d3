package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code outdated} against a real registry. */
class OutdatedCommandTest {

    @TempDir
    private Path directory;

    private final TestConsole console = TestConsole.pipe();
    private RealRegistry registry;
    private Backends backends;

    @BeforeEach
    void start() {
        registry = RealRegistry.open();
        backends = new Backends(new Environment(Map.of("JIMG_STORE", directory.resolve("store").toString()),
                directory.resolve("home"), directory.resolve("root")),
                Clock.fixed(TestConsole.NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    /** What came before is not looked at. */
    private int jimg(String... words) {
        console.out();
        console.err();
        return console.run(backends, words);
    }

    @Test
    void printsWhereEachNameStands() {
        String before = ImageFixture.layers(1).push(registry, "team/web:1").manifestDigest();
        assertEquals(0, jimg("pull", "-q", registry.hostPort() + "/team/web:1"));
        assertEquals(0, jimg("tag", registry.hostPort() + "/team/web:1", "mine:1"));
        String after = ImageFixture.layers(2).push(registry, "team/web:1").manifestDigest();
        assertEquals(0, jimg("outdated"), console.err());
        List<String> lines = console.out().lines().toList();
        assertTrue(lines.get(0).matches("NAME +HERE +THERE +STATE"), lines.get(0));
        assertTrue(lines.get(1).matches(registry.hostPort() + "/team/web:1 +" + hex(before) + " +" + hex(after)
                + " +moved"), lines.get(1));
        assertTrue(lines.get(2).matches("mine:1 +N/A +N/A +local"), lines.get(2));
        assertEquals(0, jimg("outdated", "--format", "{{.State}} {{.ThereDigest}}", registry.hostPort() + "/team/web"));
        assertEquals("moved " + after + "\n", console.out());
    }

    @Test
    void tellsOnceWhyARegistryCouldNotSay() {
        try (RealRegistry leaving = RealRegistry.open()) {
            for (String tag : List.of("1", "2")) {
                ImageFixture.layers(1).push(leaving, "team/web:" + tag);
                assertEquals(0, jimg("pull", "-q", leaving.hostPort() + "/team/web:" + tag));
            }
        }
        assertEquals(1, jimg("outdated"), "something failed");
        assertEquals(2, console.out().lines().filter(line -> line.endsWith("unknown")).count(), console.out());
        assertEquals(1, console.err().lines().filter(line -> line.contains("nobody listens at")).count(),
                console.err());
        assertEquals(1, jimg("outdated", "no/such:1"));
    }

    @Test
    void oneQuestionThatFailedIsEnoughToFail() {
        ImageFixture.layers(1).push(registry, "team/web:1");
        assertEquals(0, jimg("pull", "-q", registry.hostPort() + "/team/web:1"));
        try (RealRegistry leaving = RealRegistry.open()) {
            ImageFixture.layers(1).push(leaving, "team/web:2");
            assertEquals(0, jimg("pull", "-q", leaving.hostPort() + "/team/web:2"));
        }
        assertEquals(1, jimg("outdated", "--format", "{{.State}}"));
        assertEquals(List.of("current", "unknown"), console.out().lines().sorted().toList());
    }

    private static String hex(String digest) {
        return digest.substring("sha256:".length(), "sha256:".length() + 12);
    }
}
