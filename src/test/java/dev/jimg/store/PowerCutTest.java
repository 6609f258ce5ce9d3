package dev.jimg.store;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a power cut leaves depends on the order in which things are sent to the disk; the system calls show it. Where
 * strace may not trace, this is skipped.
 */
class PowerCutTest {

    @TempDir
    Path directory;

    private List<String> trace(String... arguments) throws Exception {
        Tools.require("strace");
        Path trace = directory.resolve("trace");
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-y", "-e",
                "trace=fsync,fdatasync,rename,renameat,renameat2", "-o", trace.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), StoreChild.class.getName()));
        command.addAll(List.of(arguments));
        Run.Result result = Run.of(command.toArray(String[]::new)).attempt();
        assumeTrue(!result.err().contains("ptrace"), "may not trace");
        assertTrue(result.exit() == 0, result.err());
        return Files.readAllLines(trace).stream().filter(line -> line.contains(directory.toString())).toList();
    }

    private static int find(List<String> trace, int from, String... words) {
        for (int i = from; i < trace.size(); i++) {
            String line = trace.get(i);
            if (List.of(words).stream().allMatch(line::contains)) {
                return i;
            }
        }
        throw new AssertionError(List.of(words) + " is not in\n" + String.join("\n", trace.subList(from, trace.size())));
    }

    @Test
    void aBlobIsOnTheDiskBeforeItHasItsNameAndTheNameBeforeTheAnswer() throws Exception {
        Path root = directory.resolve("store");
        List<String> trace = trace("fetch", root.toString(), "100000");
        int bytes = find(trace, 0, "fsync(", "ingest/sha256-");
        int name = find(trace, bytes, "rename", "ingest/sha256-", root + "/blobs/sha256/");
        find(trace, name, "fsync(", root + "/blobs/sha256>");
    }

    @Test
    void theIndexIsOnTheDiskBeforeItReplacesTheOldOne() throws Exception {
        ImageStore store = ImageStore.open(directory.resolve("store"));
        var image = StoreFixture.small("a");
        StoreFixture.put(store, image, "a:1");
        List<String> trace = trace("tag", store.root().toString(), image.root().digest(), "b", "1");
        int bytes = find(trace, 0, "fsync(", "ingest/index-");
        int name = find(trace, bytes, "rename", "ingest/index-", store.root() + "/index.json");
        find(trace, name, "fsync(", store.root() + ">");
    }
}
