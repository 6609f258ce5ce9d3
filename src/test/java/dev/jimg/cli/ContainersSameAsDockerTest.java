package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
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

/** The same for containers: what docker prints, runs and refuses, line by line of a file. */
@ExtendWith(RealDockerExtension.class)
class ContainersSameAsDockerTest {

    /** A second may pass between the two, and «5 seconds ago» be «6 seconds ago». */
    private static final int TRIES = 4;

    @TempDir
    static Path config;

    private static SideBySide both;

    @BeforeAll
    static void prepare(RealDocker docker) {
        docker.pull(ImageFixture.busybox(), "bb:1");
        docker.docker("run", "-d", "--name", "web", "-l", "a=b", "-l", "c", "--network", "none", "-v", "/anon", "bb:1",
                "sleep", "600");
        docker.docker("run", "--name", "logger", "--network", "none", "bb:1", "sh", "-c",
                "echo 1; sleep 0.2; echo 2 >&2");
        docker.command("run", "--name", "gone", "--network", "none", "bb:1", "sh", "-c", "exit 3").attempt();
        both = new SideBySide(docker, config);
    }

    @AfterAll
    static void end(RealDocker docker) {
        docker.clear();
    }

    @TestFactory
    Stream<DynamicTest> containers() {
        return CaseLines.read("containers.txt").stream()
                .map(line -> DynamicTest.dynamicTest(line, () -> compare(line)));
    }

    private static void compare(String line) {
        List<String> words = CaseLines.words(line, Map.of());
        String wanted = "";
        String actual = "";
        for (int i = 0; i < TRIES && (i == 0 || !wanted.equals(actual)); i++) {
            Run.Result docker = both.docker("", words);
            Run.Result jimg = both.jimg("", words);
            wanted = SideBySide.shown(docker);
            actual = SideBySide.shown(jimg);
        }
        assertEquals(wanted, actual);
    }
}
