package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Docker and this program print the same bytes and end with the same status; the cases are lines in files. */
@ExtendWith(RealDockerExtension.class)
class SameAsDockerTest {

    /** A second may pass between the two, and «5 seconds ago» be «6 seconds ago». */
    private static final int TRIES = 8;

    @TempDir
    static Path config;

    @TempDir
    static Path files;

    private static RealRegistry registry;
    private static RealRegistry locked;
    private static ExecutorService workers;
    private static ExecutorService alone;
    private static SideBySide both;
    private static Map<String, String> names;

    @BeforeAll
    static void prepare(RealDocker docker) {
        registry = RealRegistry.open();
        AwkwardImages images = new AwkwardImages(docker, registry);
        images.prepare();
        locked = RealRegistry.htpasswd("me", "secret");
        names = images.words();
        new AwkwardContainers(docker, files, names).prepare();
        names.put("private", locked.hostPort());
        names.put("dir", files.toString());
        both = new SideBySide(docker, config);
        workers = Executors.newFixedThreadPool(2);
        alone = Executors.newSingleThreadExecutor();
    }

    @AfterAll
    static void end(RealDocker docker) {
        workers.shutdownNow();
        alone.shutdownNow();
        docker.clear();
        docker.docker("network", "rm", "mesh");
        docker.docker("volume", "rm", "data");
        registry.close();
        locked.close();
    }

    @TestFactory
    Stream<DynamicTest> lists() {
        return reading("lists.txt");
    }

    @TestFactory
    Stream<DynamicTest> templates() {
        return reading("templates.txt");
    }

    @TestFactory
    Stream<DynamicTest> objects() {
        return reading("objects.txt");
    }

    @TestFactory
    Stream<DynamicTest> containers() {
        return reading("containers.txt");
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        return reading("refusals.txt");
    }

    @TestFactory
    Stream<DynamicTest> helpTexts() {
        return reading("help.txt");
    }

    @TestFactory
    Stream<DynamicTest> changes(RealDocker docker) {
        return changing(docker, "changes.txt");
    }

    @TestFactory
    Stream<DynamicTest> archives(RealDocker docker) {
        return changing(docker, "archives.txt");
    }

    @TestFactory
    Stream<DynamicTest> usage() {
        // An engine measures for one at a time, and refuses the others.
        return reading("usage.txt", alone);
    }

    @TestFactory
    Stream<DynamicTest> passing() {
        return CaseLines.read("passing.txt").stream().map(line -> {
            Future<Pair> pair = workers.submit(() -> new Pair(
                    SideBySide.withoutNewIds(run(line, both::docker)), SideBySide.withoutNewIds(run(line, both::jimg))));
            return DynamicTest.dynamicTest(line, () -> assertEquals(pair.get().wanted(), pair.get().actual()));
        }).toList().stream();
    }

    @TestFactory
    Stream<DynamicTest> runs(RealDocker docker) {
        return changing(docker, "runs.txt");
    }

    private static Stream<DynamicTest> changing(RealDocker docker, String file) {
        Leftovers leftovers = new Leftovers(docker);
        return CaseLines.read(file).stream().map(line -> DynamicTest.dynamicTest(line, () -> {
            List<String> steps = List.of(line.split(" ;; "));
            List<String> wanted = steps.stream().map(step -> run(step, both::docker)).toList();
            leftovers.remove();
            List<String> actual = steps.stream().map(step -> run(step, both::jimg)).toList();
            leftovers.remove();
            boolean fresh = file.equals("runs.txt");
            assertEquals(fresh ? SideBySide.withoutNewIds(String.join("\n", wanted)) : String.join("\n", wanted),
                    fresh ? SideBySide.withoutNewIds(String.join("\n", actual)) : String.join("\n", actual));
        }));
    }

    /** One step of a line. The lines of a pull come as the network has it, those of a removal by force at random. */
    private static String run(String step, BiFunction<String, List<String>, Run.Result> tool) {
        boolean scene = step.startsWith("!");
        int input = step.indexOf(" <");
        String command = step.substring(scene ? 1 : 0, input < 0 ? step.length() : input);
        List<String> words = CaseLines.words(command, names);
        Run.Result result = (scene ? (BiFunction<String, List<String>, Run.Result>) both::docker : tool)
                .apply(input < 0 ? "" : step.substring(input + 2), words);
        boolean random = List.of("pull", "-f", "load").stream().anyMatch(words::contains);
        return scene ? "" : SideBySide.shown(random ? SideBySide.inOrder(result) : result);
    }

    /** These leave everything as it is, so that several may run at once. */
    private static Stream<DynamicTest> reading(String file) {
        return reading(file, workers);
    }

    private static Stream<DynamicTest> reading(String file, ExecutorService workers) {
        return CaseLines.read(file).stream().map(line -> {
            List<String> words = CaseLines.words(line, names);
            Future<Pair> pair = workers.submit(() -> pair(words));
            return DynamicTest.dynamicTest(line, () -> assertEquals(pair.get().wanted(), pair.get().actual()));
        }).toList().stream();
    }

    /** What the two did, as it is shown where it differs. */
    private record Pair(String wanted, String actual) {}

    private static Pair pair(List<String> words) {
        for (int i = 1;; i++) {
            Run.Result wanted = both.docker("", words);
            Run.Result actual = both.jimg("", words);
            if (i == TRIES || same(words, wanted, actual)) {
                boolean same = same(words, wanted, actual);
                return new Pair(SideBySide.shown(wanted), SideBySide.shown(same ? wanted : actual));
            }
        }
    }

    private static boolean same(List<String> words, Run.Result wanted, Run.Result actual) {
        boolean list = words.get(0).equals("images") || words.size() > 1 && words.get(1).matches("ls|list|df");
        return wanted.equals(actual)
                || list && SideBySide.inOrder(wanted).equals(SideBySide.inOrder(actual));
    }
}
