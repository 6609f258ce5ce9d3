package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import dev.jimg.backend.store.StoreBackend;
import dev.jimg.service.ImageService;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tally;
import dev.jimg.testing.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every operation asks of the system, watched and broken by strace: in which order things go to the disk, and what
 * comes of a call that fails. Where strace may not trace, this is skipped.
 */
final class TracedCallsTest {

    private static final String WRITES = "write,pwrite64,writev,ftruncate";
    private static final String STEPS = "fsync,fdatasync,rename,renameat,renameat2,link,linkat";
    private static final Map<String, String> WORDS = Map.of("EIO", "input/output error",
            "ENOSPC", "no space left on device", "EDQUOT", "disk quota exceeded", "EROFS", "read-only file system",
            "EFBIG", "file too large");
    private static final StoreOperation[] ORDER = {StoreOperation.REMOVE, StoreOperation.PRUNE, StoreOperation.PULL,
        StoreOperation.LOAD, StoreOperation.BUILD, StoreOperation.TAG, StoreOperation.SAVE, StoreOperation.LOGIN};
    private static final Pattern RENAME = Pattern.compile("rename\\w*\\((?:AT_FDCWD\\S*, )?\"([^\"]+)\", "
            + "(?:AT_FDCWD\\S*, )?\"([^\"]+)\"");
    private static final int MOST_CALLS = 12;

    @TempDir
    private static Path libraries;
    private static RealRegistry registry;
    private static ImageFixture image;

    @TempDir
    Path directory;

    @BeforeAll
    static void push() throws IOException {
        Tools.require("strace");
        try (InputStream library = Native.class.getResourceAsStream(
                "/com/sun/jna/" + Platform.RESOURCE_PREFIX + "/libjnidispatch.so")) {
            Files.copy(library, libraries.resolve("libjnidispatch.so"));
        }
        registry = RealRegistry.open();
        image = FaultScene.image(100_000);
        image.push(registry, FaultScene.REPOSITORY);
    }

    @AfterAll
    static void closeRegistry() {
        if (registry != null) {
            registry.close();
        }
    }

    /** With an image to remove, and one to prune. */
    private FaultScene scene(String name) throws IOException {
        FaultScene scene =
                FaultScene.create(directory.resolve(name), directory.resolve("inputs"), registry.hostPort(), image);
        try (StoreBackend service = scene.open()) {
            service.tag(FaultScene.KEPT.familiar(), FaultScene.KEPT.withTag("more"));
            StoreOperation.LOAD.run(service, scene);
        }
        return scene;
    }

    private Run.Result trace(FaultScene scene, List<String> strace) {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "--seccomp-bpf"));
        command.addAll(strace);
        command.addAll(TracedMain.command(scene, libraries, ORDER));
        Run.Result result = Run.of(command.toArray(String[]::new)).attempt();
        assumeTrue(!result.err().contains("ptrace"), "may not trace");
        return result;
    }

    /** The bytes before the name, the name before the answer. */
    @Test
    void everyNameIsGivenToBytesThatAreOnTheDisk() throws IOException {
        FaultScene scene = scene("order");
        Path file = directory.resolve("trace");
        Run.Result result = trace(scene, List.of("-y", "-s", "0", "-e", "trace=" + WRITES + "," + STEPS, "-o",
                file.toString()));
        assertEquals(0, result.exit(), result.err());
        List<String> trace = Files.readAllLines(file).stream()
                .filter(line -> line.contains(scene.directory().toString()) && !line.contains(" resumed>")).toList();
        Tally tally = new Tally("write, fsync, rename, fsync of the directory");
        Map<String, Integer> kinds = new LinkedHashMap<>();
        for (int i = 0; i < trace.size(); i++) {
            Matcher rename = RENAME.matcher(trace.get(i));
            if (rename.find() && mustLast(scene, Path.of(rename.group(2)))) {
                int at = i;
                kinds.merge(kind(scene, Path.of(rename.group(2))), 1, Integer::sum);
                tally.held(trace.get(i), () -> assertOrder(trace, at, rename.group(1), rename.group(2)));
            }
        }
        assertEquals(List.of("blobs", "config.json", "index.json", "saved.tar"),
                kinds.keySet().stream().sorted().toList());
        tally.done(15);
    }

    /** Caches may be lost, those below the home directory too. */
    private static boolean mustLast(FaultScene scene, Path target) {
        return !target.startsWith(scene.home()) && !target.startsWith(scene.store().resolve("cache"))
                && !target.startsWith(scene.store().resolve("ingest"))
                && !target.startsWith(scene.store().resolve("containers"))
                && !target.getFileName().toString().equals("index.json.previous");
    }

    private static String kind(FaultScene scene, Path target) {
        return target.startsWith(scene.store().resolve("blobs")) ? "blobs" : target.getFileName().toString();
    }

    private static void assertOrder(List<String> trace, int rename, String from, String to) {
        int write = last(trace, rename, line -> line.matches(".*(write|writev|pwrite64|ftruncate)\\(.*")
                && line.contains("<" + from + ">"));
        int sync = last(trace, rename, line -> line.contains("sync(") && line.contains("<" + from + ">"));
        assertTrue(write < sync, "written at " + write + ", synced at " + sync);
        String parent = Path.of(to).getParent().toString();
        assertTrue(trace.subList(rename, trace.size()).stream()
                .anyMatch(line -> line.contains("fsync(") && line.contains("<" + parent + ">")),
                "the directory is not synced");
    }

    private static int last(List<String> trace, int before, Predicate<String> wanted) {
        for (int i = before - 1; i >= 0; i--) {
            if (wanted.test(trace.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** The first call of its kind in each thread, the second, and so on. */
    @Test
    void aCallThatFailsIsSaidInOneLineAndHarmsNothing() throws IOException {
        Tally writes = new Tally("failing write");
        Tally steps = new Tally("failing fsync, rename, link");
        List<String> errors = Tally.isLong() ? List.of("EIO", "ENOSPC", "EDQUOT", "EROFS", "EFBIG") : List.of("EIO");
        int calls = Tally.cases(2, MOST_CALLS);
        for (String error : errors) {
            for (int number = 1; number <= calls; number++) {
                breakCalls(writes, WRITES, error, Tally.isLong() ? number : 2 * number - 1, true);
            }
            breakCalls(steps, STEPS, error, 1, false);
            for (int number = 2; number <= (Tally.isLong() ? calls : 0); number++) {
                breakCalls(steps, STEPS, error, number, false);
            }
        }
        writes.done(errors.size() * calls * ORDER.length);
        steps.done(errors.size() * ORDER.length);
    }

    private void breakCalls(Tally tally, String calls, String error, int number, boolean beforeTheName)
            throws IOException {
        String name = calls.substring(0, 5) + "-" + error + "-" + number;
        FaultScene scene = scene(name);
        String config = Files.readString(scene.dockerConfig());
        Run.Result result = trace(scene, List.of("-o", "/dev/null", "-e", "trace=" + calls, "-e",
                "inject=" + calls + ":error=" + error + ":when=" + number));
        Map<String, String[]> outcomes = new LinkedHashMap<>();
        result.out().lines().map(line -> line.split("\t")).filter(parts -> parts.length == 3)
                .forEach(parts -> outcomes.put(parts[0], parts));
        for (StoreOperation operation : ORDER) {
            tally.held(name + " in " + operation, () -> {
                assertTrue(outcomes.containsKey(operation.name()), () -> result.out() + result.err());
                assertOutcome(scene, operation, outcomes.get(operation.name()), WORDS.get(error), beforeTheName, config);
            });
        }
        tally.held(name + " afterwards", () -> {
            scene.assertWhole();
            try (ImageService service = scene.open()) {
                for (StoreOperation operation : List.of(StoreOperation.LOAD, StoreOperation.PULL, StoreOperation.TAG)) {
                    operation.run(service, scene);
                }
            }
            scene.reset();
        });
    }

    private static void assertOutcome(FaultScene scene, StoreOperation operation, String[] outcome, String words,
            boolean beforeTheName, String config) throws IOException {
        String said = outcome[2];
        if (said.equals(TracedMain.DONE)) {
            return;
        }
        assertFalse(said.contains("\\n"), said);
        assertTrue(said.toLowerCase().contains(words) || said.contains("there is no such image"), said);
        if (beforeTheName) {
            assertEquals(TracedMain.UNCHANGED, outcome[1], said);
        }
        if (operation == StoreOperation.LOGIN && beforeTheName) {
            assertEquals(config, Files.readString(scene.dockerConfig()));
        }
        if (operation == StoreOperation.SAVE) {
            assertFalse(beforeTheName && Files.exists(scene.saved()), said);
            try (Stream<Path> files = Files.list(scene.directory())) {
                assertEquals(Optional.empty(), files.filter(file -> file.toString().endsWith(".tmp")).findFirst());
            }
        }
    }
}
