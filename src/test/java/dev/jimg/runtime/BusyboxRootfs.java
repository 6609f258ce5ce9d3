package dev.jimg.runtime;

import dev.jimg.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The smallest root file system with a shell: one static program under many names. */
final class BusyboxRootfs {

    private static final List<String> PROGRAMS =
            List.of("sh", "cat", "id", "grep", "ls", "hostname", "sleep", "test", "pwd", "mkdir", "tty", "stty");

    private BusyboxRootfs() {}

    static Path make(Path root) throws IOException {
        Path bin = Files.createDirectories(root.resolve("bin"));
        Path etc = Files.createDirectories(root.resolve("etc"));
        Files.copy(Tools.find("busybox").orElseThrow(), bin.resolve("busybox"));
        for (String program : PROGRAMS) {
            Files.createSymbolicLink(bin.resolve(program), Path.of("busybox"));
        }
        Files.writeString(etc.resolve("passwd"), "root:x:0:0:root:/root:/bin/sh\n");
        return root;
    }
}
