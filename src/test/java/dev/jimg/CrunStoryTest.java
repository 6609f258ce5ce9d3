package dev.jimg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Containers of the store by crun, which other tests meet only where the machine has control groups of one version. Here
 * the program sees version 2 alone, whatever the machine has: in a mount namespace of its own, so that nobody else does.
 */
class CrunStoryTest {

    private static final String ALONE = "umount -l /sys/fs/cgroup && mount -t cgroup2 none /sys/fs/cgroup && ";

    private final Program program = new Program();
    private final Path calls = program.directory().resolve("calls");
    private String image;

    @BeforeAll
    static void needs() {
        Tools.requireRoot();
        Tools.require("crun", "unshare");
    }

    @BeforeEach
    void pull() throws IOException {
        Path directory = Files.createDirectory(program.directory().resolve("bin"));
        Path crun = directory.resolve("crun");
        Files.writeString(crun, "#!/bin/sh\necho \"$@\" >> '" + calls + "'\nexec '" + Tools.find("crun").orElseThrow()
                + "' \"$@\"\n");
        Files.setPosixFilePermissions(crun, PosixFilePermissions.fromString("rwxr-xr-x"));
        program.put("PATH", directory + ":" + System.getenv("PATH"));
        try (RealRegistry registry = RealRegistry.open()) {
            image = ImageFixture.busybox().push(registry, "bb:1").reference();
            succeed("\"$APP\" pull -q " + image);
        }
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void runsAndBuilds() throws IOException {
        Run.Result ran = sh("\"$APP\" run --rm " + image + " sh -c 'echo inside; exit 5'");
        assertEquals(5, ran.exit(), ran.err());
        assertEquals("inside\n", ran.out());
        succeed("printf 'FROM " + image + "\\nRUN echo built > /made\\n' | \"$APP\" build -q -t made:1 -");
        assertEquals("built\n", succeed("\"$APP\" run --rm made:1 cat /made"));
        assertCalled("run");
    }

    @Test
    void keepsOneInTheBackground() throws IOException {
        succeed("\"$APP\" run -d --name stays " + image + " sh -c 'echo changed > /file; echo begun; sleep 100000'");
        try {
            succeed("until \"$APP\" logs stays | grep -q begun; do :; done");
            assertEquals("stays\n", succeed("\"$APP\" ps --format '{{.Names}}'"));
            assertEquals("changed\n", succeed("\"$APP\" exec stays cat /file"));
            succeed("\"$APP\" commit stays kept:1");
            assertEquals("changed\n", succeed("\"$APP\" run --rm kept:1 cat /file"));
        } finally {
            succeed("\"$APP\" rm -f stays");
        }
        assertEquals("", succeed("\"$APP\" ps -a -q"));
        assertCalled("exec");
    }

    private void assertCalled(String command) throws IOException {
        List<String> lines = Files.readAllLines(calls);
        assertTrue(lines.stream().anyMatch(line -> List.of(line.split(" ")).contains(command)), lines::toString);
    }

    private String succeed(String script) {
        Run.Result result = sh(script);
        assertEquals(0, result.exit(), script + "\n" + result.err());
        return result.out();
    }

    private Run.Result sh(String script) {
        Run run = Run.of("unshare", "--mount", "--propagation", "private", "sh", "-c", ALONE + script);
        program.environment().forEach(run::env);
        return run.env("APP", program.launcher()).attempt();
    }
}
