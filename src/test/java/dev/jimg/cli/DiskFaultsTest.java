package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.testing.ArchiveFixture;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import dev.jimg.testing.SmallDisk;
import dev.jimg.testing.Tally;
import dev.jimg.testing.TempDirs;
import dev.jimg.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands that write, on a disk that is full, has no inodes, is read-only or breaks: their status, the line that
 * they say, and what there is afterwards. Those that make room work on a full disk.
 */
class DiskFaultsTest {

    private static final int LAYER = 20_000;
    private static final int DISK = 4 << 20;
    private static final int INODES = 400;
    private static final int ENOUGH = 40;
    private static final String PASSWORD = "correct horse";
    private static final Set<String> MAKE_ROOM = Set.of("rmi", "prune");
    private static final String FULL = "no space left on device";
    private static final String READ_ONLY = "read-only file system";
    private static final String BROKEN = "input/output error";
    private static final List<String> STEPS = List.of("fsync,fdatasync", "rename,renameat,renameat2,link,linkat");

    @TempDir
    private Path directory;
    private Path place;
    private RealRegistry registry;
    /** By a word for it. */
    private final Map<String, String> lines = new LinkedHashMap<>();
    private SmallDisk disk;

    @BeforeEach
    void prepare() throws IOException {
        place = Files.createDirectory(directory.resolve("disk"));
        disk = SmallDisk.mount(place, DISK, INODES);
        registry = RealRegistry.open();
        String host = registry.hostPort();
        ImageFixture.random(1, LAYER).push(registry, "team/kept:1");
        ImageFixture.random(2, LAYER).push(registry, "team/big:1");
        archive("x.tar", "x:1", LAYER + 1);
        archive("newer.tar", "x:1", LAYER + 2);
        archive("loaded.tar", "loaded:1", LAYER + 3);
        Path context = Files.createDirectory(directory.resolve("context"));
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY . /\n");
        Files.write(context.resolve("file"), new byte[LAYER]);
        Files.createDirectories(place.resolve("docker"));
        Files.writeString(place.resolve("docker/config.json"), "{\"auths\":{\"old.example\":{\"auth\":\"YTpi\"}},\"zoo\":[1]}\n");
        for (String line : List.of("pull -q " + host + "/team/kept:1", "tag " + host + "/team/kept:1 kept:1",
                "load -q -i " + directory + "/x.tar", "load -q -i " + directory + "/newer.tar")) {
            TestConsole first = TestConsole.pipe();
            assertEquals(0, first.run(backends(), line.split(" ")), () -> line + first.err());
        }
        TestConsole console = TestConsole.pipe();
        assertEquals(0, console.run(backends(), "images", "-q", "-f", "dangling=true"));
        assertEquals(1, console.out().lines().count(), "there is something to prune");
        Run.command("cp", "-a", place.toString(), directory.resolve("template").toString());
        lines.put("pull", "pull -q " + host + "/team/big:1");
        lines.put("load", "load -i " + directory + "/loaded.tar");
        lines.put("save", "save -o " + place + "/saved.tar kept:1");
        lines.put("tag", "tag kept:1 more:1");
        lines.put("build", "build -q -t built:1 " + context);
        lines.put("login", "login -u ann --password-stdin " + host);
        lines.put("rmi", "rmi kept:1");
        lines.put("prune", "image prune -f");
    }

    private void archive(String file, String name, long layer) throws IOException {
        Files.write(directory.resolve(file), ArchiveFixture.docker(Map.of(name, ImageFixture.random(1, layer))));
    }

    /** Also when the preparation was given up on its way. */
    @AfterEach
    void unmount() {
        try {
            if (registry != null) {
                registry.close();
            }
        } finally {
            if (disk != null) {
                disk.close();
            }
        }
    }

    private Map<String, String> environment() {
        return Map.of("JIMG_STORE", place.resolve("store").toString(), "DOCKER_CONFIG", place.resolve("docker").toString(),
                "HOME", place.resolve("home").toString());
    }

    private Backends backends() {
        return new Backends(new Environment(environment(), place.resolve("home"), directory), Clock.systemUTC());
    }

    private void reset() throws IOException {
        disk.empty();
        try (Stream<Path> all = Files.list(place)) {
            for (Path one : all.toList()) {
                if (Files.isDirectory(one)) {
                    TempDirs.delete(one);
                } else {
                    Files.delete(one);
                }
            }
        }
        Run.command("cp", "-a", directory.resolve("template") + "/.", place.toString());
    }

    @Test
    void fullToThePage() throws IOException {
        sweep("disk full, by the command line", pages -> disk.leavePages(pages));
    }

    @Test
    void fullToTheInode() throws IOException {
        sweep("no inodes, by the command line", inodes -> disk.leaveInodes(inodes));
    }

    private void sweep(String line, IntConsumer leave) throws IOException {
        Tally tally = new Tally(line);
        int refused = 0;
        for (int left = 0; left < ENOUGH; left += Tally.cases(13, 1)) {
            int room = left;
            for (String word : lines.keySet()) {
                boolean[] failed = new boolean[1];
                tally.held(word + " with " + left + " left", () -> {
                    reset();
                    leave.accept(room);
                    failed[0] = attempt(word, FULL);
                    assertFalse(failed[0] && MAKE_ROOM.contains(word), "it makes room");
                });
                refused += failed[0] ? 1 : 0;
            }
        }
        assertTrue(refused > lines.size() / 2, "with nothing left most had no room: " + refused);
        tally.done(lines.size() * ENOUGH / Tally.cases(13, 1));
    }

    @Test
    void readOnly() throws IOException {
        Tally tally = new Tally("read-only file system, by the command line");
        for (String word : lines.keySet()) {
            tally.held(word, () -> {
                reset();
                disk.makeReadOnly(true);
                try {
                    assertTrue(attempt(word, READ_ONLY), "it was done");
                } finally {
                    disk.makeReadOnly(false);
                }
            });
        }
        tally.done(lines.size());
    }

    /** @return whether it was refused */
    private boolean attempt(String word, String cause) throws IOException {
        List<String> before = state();
        TestConsole console = TestConsole.pipe().typing(PASSWORD + "\n");
        int status = console.run(backends(), lines.get(word).split(" "));
        if (status != 0) {
            expectOneLine(console.err(), cause);
            assertEquals(before, state(), console.err());
        }
        return status != 0;
    }

    private static void expectOneLine(String said, String cause) {
        // What a build wrote until then is shown before it; what to do, after it.
        List<String> lines = said.lines().filter(line -> !line.startsWith("WARNING! ") && !line.startsWith("Step ")).toList();
        assertTrue(lines.size() == 1 || lines.size() == 2, said);
        assertTrue(lines.get(0).toLowerCase().contains(cause), said);
        assertFalse(said.contains("Exception") || said.contains("\tat "), said);
    }

    /** What is listed, docker's settings, and the files beside the store: all that a command that failed leaves alone. */
    private List<String> state() throws IOException {
        TestConsole console = TestConsole.pipe();
        assertEquals(0, console.run(backends(), "images", "-a", "--no-trunc", "--digests"), console::err);
        TreeSet<String> files = new TreeSet<>();
        for (Path where : List.of(place, place.resolve("docker"))) {
            try (Stream<Path> all = Files.list(where)) {
                all.map(Path::toString).filter(name -> !name.contains("/filler") && !name.endsWith("/home")).forEach(files::add);
            }
        }
        return List.of(console.out(), Files.readString(place.resolve("docker/config.json")), files.toString());
    }

    /** Each time that something is to be on the disk, or is to have its name, the disk says that it cannot. */
    @Test
    void broken() throws IOException {
        Tools.require("strace");
        Tally tally = new Tally("I/O error, by the command line");
        for (String calls : STEPS.subList(0, Tally.cases(1, 2))) {
            reset();
            List<String> before = state();
            Path script = Files.write(directory.resolve("lines"), lines.values());
            Run run = Run.of("strace", "-f", "-qq", "--seccomp-bpf", "-o", "/dev/null", "-e", "trace=" + calls, "-e",
                    "inject=" + calls + ":error=EIO", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp", System.getProperty("java.class.path"),
                    CommandLinesMain.class.getName(), script.toString(), PASSWORD);
            environment().forEach(run::env);
            Run.Result result = run.run();
            Map<String, String[]> outcomes = new LinkedHashMap<>();
            result.out().lines().map(line -> line.split("\t")).forEach(parts -> outcomes.put(parts[0], parts));
            for (String word : lines.keySet()) {
                tally.held(word + ", " + calls, () -> {
                    String[] outcome = outcomes.get(word.equals("prune") ? "image" : word);
                    assertEquals("1", outcome[1], () -> String.join(" ", outcome));
                    expectOneLine(outcome[2].replace("\\n", "\n"), BROKEN);
                });
            }
            tally.held("afterwards, " + calls, () -> assertEquals(before, state()));
        }
        tally.done((lines.size() + 1) * Tally.cases(1, 2));
    }
}
