package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code build} beside docker's classic builder, on one engine. */
@ExtendWith(RealDockerExtension.class)
final class BuildCommandsTest {

    @TempDir
    private Path directory;

    private final RealDocker docker;
    private Backends backends;

    BuildCommandsTest(RealDocker docker) {
        this.docker = docker;
    }

    private record Ended(int status, String out, String err) {}

    @BeforeEach
    void start() throws IOException {
        backends = new Backends(new Environment(Map.of("DOCKER_HOST", docker.host()), directory.resolve("home"),
                directory.resolve("root")), Clock.fixed(TestConsole.NOW, ZoneOffset.UTC));
        docker.pull(ImageFixture.busybox(), "bb:1");
        Files.createDirectories(directory.resolve("ctx"));
        Files.writeString(directory.resolve("ctx/x"), "x");
        write("ctx/Dockerfile", "FROM bb:1 AS one", "ARG WHO=world", "RUN echo hello $WHO", "RUN echo oops >&2", "COPY x /x",
                "FROM one", "CMD [\"sh\"]");
        write("ctx/broken", "FROM bb:1", "NONSENSE");
        write("ctx/buildkit", "FROM bb:1", "RUN --mount=type=cache,target=/x true");
    }

    @AfterEach
    void clear() {
        docker.clear();
    }

    private void write(String name, String... lines) throws IOException {
        Files.writeString(directory.resolve(name), String.join("\n", lines) + "\n");
    }

    @Test
    void aNameThatNoFileCanHaveIsNoFaultOfThisProgram() {
        TestConsole console = TestConsole.pipe();
        for (String[] words : new String[][] {{"build", "a\0b"}, {"build", "-f", "a\0b", "."},
                {"build", "--iidfile", "a\0b", "."}, {"save", "-o", "a\0/b", "bb:1"}}) {
            assertEquals(1, console.run(backends, words), String.join(" ", words));
            assertTrue(console.err().contains("no such file or directory"), console.err());
        }
    }

    private String[] words(String line) {
        return Arrays.stream(line.split(" ")).map(word -> word.startsWith("@")
                ? directory.resolve(word.substring(1)).toString() : word).toArray(String[]::new);
    }

    private Ended theirs(String line, String input) {
        Run.Result result = docker.command(words(line)).stdin(input).env("DOCKER_BUILDKIT", "0").attempt();
        return new Ended(result.exit(), result.out(), result.err().replaceAll("(?s)^DEPRECATED.*?\n\n", ""));
    }

    private Ended ours(TestConsole console, String line) {
        int status = console.run(backends, words(line));
        return new Ended(status, console.out(), console.err().replace("jimg-tui", "docker"));
    }

    /** Containers have another ID each time, and so have the images that are made anew. */
    private static Ended comparable(Ended ended) {
        return new Ended(ended.status(), anonymous(ended.out()), anonymous(ended.err()));
    }

    private static String anonymous(String text) {
        return text.replaceAll("\\b[0-9a-f]{12}\\b", "ID");
    }

    private void same(String input, String... lines) {
        List<String> differ = new ArrayList<>();
        for (String line : lines) {
            Ended theirs = comparable(theirs(line, input));
            Ended ours = comparable(ours(TestConsole.pipe().typing(input), line));
            if (!theirs.equals(ours)) {
                differ.add(line + "\n  docker: " + theirs + "\n  ours:   " + ours);
            }
        }
        assertEquals(List.of(), differ, () -> String.join("\n", differ));
    }

    @Test
    void buildsAsDockerDoes() {
        same("", "build --network host --no-cache @ctx", "build --network host -t q:1 -t r @ctx", "build -q @ctx",
                "image build --build-arg NOPE=1 @ctx", "builder build --rm=false --force-rm @ctx",
                "build --target nowhere @ctx", "build -f @ctx/broken @ctx", "build -f @ctx/buildkit @ctx",
                "build --network host --no-cache --build-arg WHO=you --label a=b --label c --target one @ctx");
    }

    @Test
    void refusesAsDockerDoes() {
        same("", "build", "build a b", "build @nowhere", "build @ctx/x", "build -f @nowhere @ctx", "build @",
                "build -t BIG @ctx", "build -t a:b:c @ctx", "build -f - -", "build -t", "build --nothing @ctx");
    }

    @Test
    void buildsFromAPipeAsDockerDoes() {
        theirs("build -", "FROM bb:1\nENV A=1\n");
        same("FROM bb:1\nENV A=1\n", "build -", "build -q -t piped -");
        same("", "build -");
        same("FROM bb:1\nRUN exit 3\n", "build --network host --force-rm -", "build -q --network host --force-rm -");
        Ended ended = ours(TestConsole.pipe().typing("FROM bb:1\nCOPY x /\n"), "build -f - @ctx");
        assertEquals(0, ended.status(), ended::toString);
    }

    @Test
    void writesTheImageIdOnlyWhereThereIsOne() throws IOException {
        Path file = directory.resolve("iid");
        assertEquals(0, ours(TestConsole.pipe(), "build -q --network host --iidfile @iid @ctx").status());
        assertTrue(Files.readString(file).matches("sha256:[0-9a-f]{64}"), Files.readString(file));
        assertEquals(1, ours(TestConsole.pipe(), "build --iidfile @iid -f @ctx/broken @ctx").status());
        assertFalse(Files.exists(file));
    }

    @Test
    void whatAProgramWritesCannotDriveTheTerminal() {
        Ended ended = ours(TestConsole.terminal(80, 24).typing("FROM bb:1\nRUN printf '\\033[2Jgone\\tx\\n'\n"),
                "build --network host -");
        assertTrue(ended.out().contains("\u241b[2Jgone\tx\n"), ended.out());
        assertFalse(ended.out().contains("\u001b[2J"), ended.out());
    }
}
