package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.testing.ArchiveFixture;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code save}, {@code load} and {@code import} beside docker's own, on one engine. */
@ExtendWith(RealDockerExtension.class)
final class ArchiveCommandsTest {

    @TempDir
    private Path directory;

    private final RealDocker docker;
    private Backends backends;

    ArchiveCommandsTest(RealDocker docker) {
        this.docker = docker;
    }

    private record Ended(int status, String out, String err) {}

    @BeforeEach
    void start() throws IOException {
        backends = new Backends(new Environment(Map.of("DOCKER_HOST", docker.host()), directory.resolve("home"),
                directory.resolve("root")), Clock.fixed(TestConsole.NOW, ZoneOffset.UTC));
        Files.write(directory.resolve("rootfs.tar"), ArchiveFixture.rootfs(Map.of("etc/hello", "hello")));
        Files.write(directory.resolve("images.tar"), ArchiveFixture.docker(Map.of("a/one:1", ImageFixture.layers(2))));
        Files.writeString(directory.resolve("text"), "this is no tar, but it is as long as a block of one".repeat(20));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(Files.readAllBytes(directory.resolve("images.tar")));
        }
        Files.write(directory.resolve("images.tar.gz"), packed.toByteArray());
        docker.docker("load", "-i", file("images.tar"));
    }

    @AfterEach
    void clear() {
        docker.clear();
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    /** An argument {@code @name} is a file of the directory. */
    private String[] words(String line) {
        return Arrays.stream(line.split(" ")).map(word -> word.startsWith("@") ? file(word.substring(1)) : word)
                .toArray(String[]::new);
    }

    private Ended theirs(String line) {
        Run.Result result = docker.command(words(line)).attempt();
        return new Ended(result.exit(), result.out(), result.err());
    }

    private Ended ours(TestConsole console, String line) {
        int status = console.run(backends, words(line));
        return new Ended(status, console.out(), console.err().replace("jimg-tui", "docker"));
    }

    private void same(String... lines) {
        List<String> differ = new ArrayList<>();
        for (String line : lines) {
            Ended theirs = theirs(line);
            Ended ours = ours(TestConsole.pipe(), line);
            if (!theirs.equals(ours)) {
                differ.add(line + "\n  docker: " + theirs + "\n  ours:   " + ours);
            }
        }
        assertEquals(List.of(), differ, () -> String.join("\n", differ));
    }

    @Test
    void savesAsDockerDoes() {
        docker.docker("tag", "a/one:1", "a/one:2");
        String id = docker.docker("images", "-q", "a/one:1").out().strip();
        same("save", "image save", "save -z", "save -o", "save nobody", "save a/one:1 nobody:1", "save BIG", "save sha256:abc",
                "save a/one:1", "save a/one", "save image a/one:1", "image save " + id, "save " + id.substring(0, 5),
                "save a/one:1 a/one:1", "save --output @new.tar a/one:1", "save -o @new.tar nobody",
                "save -o /nowhere/x/y.tar a/one:1", "save -o @ a/one:1", "save -o /dev/null a/one:1",
                "save -o @text/x a/one:1", "save --platform linux/amd64 a/one:1", "save --platform linux/amd64 -o @x a/one:1");
    }

    @Test
    void loadsAsDockerDoes() {
        same("load x", "load -i", "load -q -i @images.tar", "load -i @images.tar", "image load --input @images.tar.gz",
                "load -i @nowhere", "load -i @text/x", "load -i @text", "load --platform linux/amd64 -i @images.tar",
                "load --nothing");
        docker.docker("tag", docker.docker("import", file("rootfs.tar")).out().strip(), "a/one:1");
        String theirs = theirs("load -i @images.tar").out();
        docker.docker("tag", docker.docker("import", file("rootfs.tar")).out().strip(), "a/one:1");
        String ours = ours(TestConsole.pipe(), "load -i @images.tar").out();
        assertTrue(theirs.startsWith("The image a/one:1 already exists, renaming the old one"), theirs);
        // The image that lost its name is another one each time: it has the time in it at which it was imported.
        assertEquals(theirs.replaceAll("[0-9a-f]{64}", "ID"), ours.replaceAll("[0-9a-f]{64}", "ID"));
    }

    @Test
    void importsAsDockerDoes() {
        same("import", "import @nowhere", "import @nowhere x y", "import -c", "import ftp://nowhere/x", "import @rootfs.tar BIG",
                "import @rootfs.tar a:b:c", "import @rootfs.tar x@sha256:12", "import -c RUN @rootfs.tar",
                "import --change MAINTAINER @rootfs.tar", "import @text x:1", "import --platform a/b/c/d @rootfs.tar",
                "import --platform l$/amd64 @rootfs.tar", "import http://127.0.0.1:1/rootfs.tar",
                "image import @rootfs.tar " + "a".repeat(64));
        for (String line : List.of("import @rootfs.tar new:1", "import -m hello @rootfs.tar",
                "import --platform linux/arm64 @rootfs.tar")) {
            Ended ended = ours(TestConsole.pipe(), line);
            assertEquals(new Ended(0, docker.docker("images", "-q", "--no-trunc").out().lines().findFirst()
                    .orElse("") + "\n", ""), ended);
            docker.docker("rmi", ended.out().strip());
        }
    }

    @Test
    void importsFromAUrlAsDockerDoes() throws IOException {
        try (MockWebServer web = new MockWebServer()) {
            web.start();
            String url = web.url("/rootfs.tar").toString();
            for (int i = 0; i < 2; i++) {
                web.enqueue(new MockResponse.Builder()
                        .body(new Buffer().write(Files.readAllBytes(directory.resolve("rootfs.tar")))).build());
            }
            String theirs = theirs("import " + url).out();
            assertEquals(theirs.lines().findFirst(), ours(TestConsole.pipe(), "import " + url).out().lines().findFirst());
            for (int i = 0; i < 2; i++) {
                web.enqueue(new MockResponse.Builder().code(404).body("gone").build());
            }
            same("import " + url);
        }
    }

    @Test
    void readsAndWritesPipes() throws IOException {
        TestConsole console = TestConsole.pipe().reading(Files.readAllBytes(directory.resolve("images.tar")));
        assertEquals(new Ended(0, "Loaded image: a/one:1\n", ""), ours(console, "load"));
        console.reading(Files.readAllBytes(directory.resolve("rootfs.tar")));
        assertTrue(ours(console, "import - piped:1").out().startsWith("sha256:"));
        assertEquals("piped:1\n", docker.docker("images", "--format", "{{.Repository}}:{{.Tag}}", "piped").out());
    }

    @Test
    void atATerminalItDoesNotSpillAnArchiveOrWaitForOne() {
        TestConsole terminal = TestConsole.terminal(80, 24).atKeyboard();
        assertEquals(new Ended(1, "", "cowardly refusing to save to a terminal. Use the -o flag or redirect\n"),
                ours(terminal, "save a/one:1"));
        assertEquals(new Ended(1, "", "requested load from stdin, but stdin is empty\n"), ours(terminal, "load"));
    }

    @Test
    void atATerminalEachLayerHasItsBar() throws IOException {
        docker.clear();
        String layer = ImageFixture.layers(2).layers().get(0).diffId().substring(7, 19);
        String shown = ours(TestConsole.terminal(120, 24), "load -i @images.tar").out();
        assertTrue(shown.contains(layer + ": Loading layer [==================================================>] "), shown);
        assertTrue(shown.endsWith("\rLoaded image: a/one:1\n"), shown);
        assertEquals("Loaded image: a/one:1\n", ours(TestConsole.terminal(120, 24), "load -q -i @images.tar").out());
    }

    @Test
    void whatIsSavedAsAnOciArchiveSaysWhereItIsRefused() {
        Ended refused = ours(TestConsole.pipe(), "save --format oci -o @x.tar a/one:1");
        assertEquals(1, refused.status());
        assertTrue(refused.err().contains("docker-archives only"), refused.err());
        assertEquals(125, ours(TestConsole.pipe(), "save --format zip a/one:1").status());
        assertTrue(Files.notExists(directory.resolve("x.tar")));
    }
}
