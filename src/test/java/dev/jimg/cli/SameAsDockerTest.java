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
    private static final int TRIES = 3;

    @TempDir
    static Path config;

    @TempDir
    static Path files;

    private static RealRegistry registry;
    private static RealRegistry locked;
    private static ExecutorService dockers;
    private static SideBySide both;
    private static Map<String, String> names;

    @BeforeAll
    static void prepare(RealDocker docker) {
        registry = RealRegistry.open();
        AwkwardImages images = new AwkwardImages(docker, registry);
        images.prepare();
        locked = RealRegistry.htpasswd("me", "secret");
        names = images.words();
        names.put("private", locked.hostPort());
        names.put("dir", files.toString());
        both = new SideBySide(docker, config);
        dockers = Executors.newFixedThreadPool(2);
    }

    @AfterAll
    static void end(RealDocker docker) {
        dockers.shutdownNow();
        docker.clear();
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

    private static Stream<DynamicTest> changing(RealDocker docker, String file) {
        return CaseLines.read(file).stream().map(line -> DynamicTest.dynamicTest(line, () -> {
            List<String> steps = List.of(line.split(" ;; "));
            Leftovers leftovers = new Leftovers(docker);
            List<String> wanted = steps.stream().map(step -> run(step, both::docker)).toList();
            leftovers.remove();
            List<String> actual = steps.stream().map(step -> run(step, both::jimg)).toList();
            leftovers.remove();
            assertEquals(String.join("\n", wanted), String.join("\n", actual));
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

    private static Stream<DynamicTest> reading(String file) {
        return CaseLines.read(file).stream().map(line -> {
            List<String> words = CaseLines.words(line, names);
            // Docker's turns are most of the time this takes: they are had while ours are compared.
            Future<Run.Result> first = dockers.submit(() -> both.docker("", words));
            return DynamicTest.dynamicTest(line, () -> compare(words, first));
        }).toList().stream();
    }

    private static void compare(List<String> words, Future<Run.Result> first) throws Exception {
        for (int i = 1; i <= TRIES; i++) {
            Run.Result wanted = i == 1 ? first.get() : both.docker("", words);
            Run.Result actual = both.jimg("", words);
            if (same(words, wanted, actual)) {
                return;
            }
            if (i == TRIES) {
                assertEquals(SideBySide.shown(wanted), SideBySide.shown(actual));
            }
        }
    }

    private static boolean same(List<String> words, Run.Result wanted, Run.Result actual) {
        boolean list = words.get(0).equals("images") || words.size() > 1 && words.get(1).matches("ls|list");
        return wanted.equals(actual)
                || list && SideBySide.inOrder(wanted).equals(SideBySide.inOrder(actual));
    }
}
