package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    private static RealRegistry registry;
    private static SideBySide both;
    private static Map<String, String> names;

    @BeforeAll
    static void prepare(RealDocker docker) {
        registry = RealRegistry.open();
        AwkwardImages images = new AwkwardImages(docker, registry);
        images.prepare();
        names = images.words();
        both = new SideBySide(docker, config);
    }

    @AfterAll
    static void end(RealDocker docker) {
        docker.clear();
        registry.close();
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

    private static Stream<DynamicTest> reading(String file) {
        return CaseLines.read(file).stream().map(line -> DynamicTest.dynamicTest(line, () -> compare(line)));
    }

    private static void compare(String line) {
        List<String> words = CaseLines.words(line, names);
        for (int i = 1; i <= TRIES; i++) {
            Run.Result wanted = both.docker("", words);
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
