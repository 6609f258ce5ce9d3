package dev.jimg.backend.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jimg.testing.Run;
import dev.jimg.testing.Tally;
import dev.jimg.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of a transfer where the n-th fsync fails: of the room for the result, the request, the new directory and the
 * one it is in, the result, and the directory again.
 */
class SpoolSyncTest {

    private static final int DIRECTORY = 3;
    private static final int PARENT = 4;
    private static final int RESULT = 5;
    private static final int RESULT_NAME = 6;

    @TempDir
    Path directory;

    @Test
    void eachSyncThatFailsIsSaidAndLeavesNothingHalf() throws IOException {
        Tools.require("strace");
        Tally tally = new Tally("failing fsync of a background transfer");
        List<Integer> calls = Tally.isLong() ? List.of(1, 2, DIRECTORY, PARENT, RESULT, RESULT_NAME, RESULT_NAME + 1)
                : List.of(DIRECTORY, PARENT, RESULT_NAME);
        for (int call : calls) {
            tally.held("fsync " + call, () -> fails(call));
        }
        tally.done(calls.size());
    }

    private void fails(int call) throws IOException {
        Path parent = Files.createDirectory(directory.resolve("call-" + call));
        Path files = parent.resolve("0123456789abcdef0123456789abcdef");
        Run.Result result = Run.of("strace", "-f", "-qq", "--seccomp-bpf", "-o", "/dev/null", "-e", "trace=fsync", "-e",
                "inject=fsync:error=EIO:when=" + call, Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), SpoolMain.class.getName(),
                files.toString()).attempt();
        assumeTrue(!result.err().contains("ptrace"), "may not trace");
        List<String> said = result.out().lines().toList();
        String last = said.get(said.size() - 1);
        assertEquals(call > RESULT_NAME ? SpoolMain.ENDED : "Input/output error", last, result.err());
        assertEquals(call >= RESULT, said.contains(SpoolMain.MADE), result.out());
        if (call <= PARENT) {
            assertEquals(Set.of(), names(parent), "whoever is told that it failed does it again");
            return;
        }
        Set<String> names = names(files);
        // With its name it is whole: whoever looks finds the transfer at its end.
        assertEquals(call > RESULT, names.contains("result.json"), names::toString);
        assertEquals(call == RESULT, names.contains("result.reserve"), names::toString);
        assertTrue(names.stream().noneMatch(name -> name.endsWith(".tmp")), names::toString);
        assertEquals(call > RESULT, new SpoolDir(files).result().isPresent());
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
