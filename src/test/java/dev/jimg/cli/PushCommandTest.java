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
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code push} beside docker's own, on the same engine; and the same lines from the store. */
@ExtendWith(RealDockerExtension.class)
class PushCommandTest {

    @TempDir
    Path directory;

    private final RealDocker docker;
    private final TestConsole console = TestConsole.pipe();
    private RealRegistry registry;
    private RealRegistry second;

    PushCommandTest(RealDocker docker) {
        this.docker = docker;
    }

    @BeforeEach
    void start() {
        registry = RealRegistry.open();
        second = RealRegistry.open();
    }

    @AfterEach
    void stop() {
        docker.clear();
        registry.close();
        second.close();
    }

    private static ImageFixture image(String text) {
        return ImageFixture.builder().layer("a", LayerFixture.gzip(tar -> tar.file("a", text))).build();
    }

    private Backends engine() {
        return new Backends(new Environment(Map.of("DOCKER_HOST", docker.host()), directory, directory),
                Clock.systemUTC());
    }

    private Backends store() {
        return new Backends(new Environment(Map.of("JIMG_STORE", directory.resolve("store").toString()), directory,
                directory), Clock.systemUTC());
    }

    /** From a third registry, so that neither of the two has a layer to mount. */
    private String here(String name, String text) {
        try (RealRegistry elsewhere = RealRegistry.open()) {
            String source = image(text).push(elsewhere, "source/app:1").reference();
            docker.docker("pull", "-q", source);
            docker.docker("tag", source, name);
            docker.docker("rmi", source);
            return name;
        }
    }

    /** Ours against a registry that has nothing, docker's against another one like it: equal but for their ports. */
    private void expectAsDocker(String text, String... words) {
        String first = here(registry.hostPort() + "/team/app:1", text);
        String other = second.hostPort() + "/team/app:1";
        docker.docker("tag", first, other);
        for (String repository : List.of("team/app:2", "team/app")) {
            docker.docker("tag", first, registry.hostPort() + "/" + repository);
            docker.docker("tag", first, second.hostPort() + "/" + repository);
        }
        String[] ours = Arrays.stream(words).map(w -> w.replace("HOST", registry.hostPort())).toArray(String[]::new);
        String[] theirs = Arrays.stream(words).map(w -> w.replace("HOST", second.hostPort())).toArray(String[]::new);
        for (int round = 0; round < 2; round++) {
            Run.Result expected = docker.command(theirs).attempt();
            assertEquals(expected.exit(), console.run(engine(), ours), String.join(" ", ours));
            assertEquals(expected.out().replace(second.hostPort(), registry.hostPort()), console.out());
            assertEquals(expected.err().replace(second.hostPort(), registry.hostPort()),
                    console.err().replace("jimg-tui", "docker"));
        }
    }

    @Test
    void pushesAsDockerDoes() {
        expectAsDocker("one", "push", "HOST/team/app:1");
    }

    @Test
    void latestAsDockerDoes() {
        expectAsDocker("two", "image", "push", "HOST/team/app");
    }

    @Test
    void allTagsAsDockerDoes() {
        expectAsDocker("three", "push", "-a", "HOST/team/app");
    }

    @Test
    void quietAsDockerIs() {
        expectAsDocker("four", "push", "-q", "HOST/team/app");
        expectAsDocker("five", "push", "-aq", "HOST/team/app");
    }

    @Test
    void refusesAsDockerDoes() {
        expectAsDocker("six", "push", "HOST/nothing/here:1");
        expectAsDocker("seven", "push", "-a", "HOST/nothing/here");
        expectAsDocker("eight", "push", "-a", "HOST/team/app:1");
        expectAsDocker("nine", "push", "HOST/team/app@sha256:" + "0".repeat(64));
        expectAsDocker("ten", "push", "--platform", "linux/amd64", "HOST/team/app");
        expectAsDocker("eleven", "push");
    }

    @Test
    void theStorePrintsTheSameLines() {
        ImageFixture image = image("store");
        image.push(registry, "source/app:1");
        String source = registry.hostPort() + "/source/app:1";
        String target = registry.hostPort() + "/store/app:1";
        String layer = image.layers().get(0).diffId().substring(7, 19);
        assertEquals(0, console.run(store(), "pull", "-q", source));
        assertEquals(0, console.run(store(), "tag", source, target));
        console.out();
        String heading = "The push refers to repository [" + registry.hostPort() + "/store/app]\n" + layer
                + ": Preparing\n" + layer + ": ";
        String end = "1: digest: " + image.root().digest() + " size: " + image.root().size() + "\n";
        assertEquals(0, console.run(store(), "push", target));
        assertEquals(heading + "Mounted from source/app\n" + end, console.out());
        assertEquals(0, console.run(store(), "push", target));
        assertEquals(heading + "Layer already exists\n" + end, console.out());
        assertEquals(0, console.run(store(), "tag", source, second.hostPort() + "/store/app:1"));
        assertEquals(0, console.run(store(), "push", second.hostPort() + "/store/app:1"));
        assertEquals((heading + "Pushed\n" + end).replace(registry.hostPort(), second.hostPort()), console.out());
    }

    @Test
    void withoutALoginItSaysHowToLogIn() {
        try (RealRegistry closed = RealRegistry.htpasswd("ann", "secret")) {
            image("closed").push(registry, "source/app:1");
            String source = registry.hostPort() + "/source/app:1";
            String target = closed.hostPort() + "/team/app:1";
            console.run(store(), "pull", "-q", source);
            console.run(store(), "tag", source, target);
            assertEquals(1, console.run(store(), "push", target));
            String error = console.err();
            assertTrue(error.endsWith("Log in with: jimg-tui login " + closed.hostPort() + "\n"), error);
            assertEquals(0, console.typing("secret").run(store(), "login", "-u", "ann", "--password-stdin",
                    closed.hostPort()));
            assertEquals(0, console.run(store(), "push", target), console.err());
        }
    }
}
