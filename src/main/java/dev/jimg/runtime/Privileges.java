package dev.jimg.runtime;

import dev.jimg.posix.Posix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this machine lets us do.
 *
 * @param root without it, a container has a user namespace in which we are its root and the only user
 * @param cgroups whether control groups can be made, which keep a container from the devices of the host
 */
record Privileges(boolean root, int uid, int gid, boolean cgroups) {

    private static final long CAP_SYS_RESOURCE = 1L << 24;
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    static Privileges here() {
        boolean root = Posix.isRoot();
        return new Privileges(root, Posix.uid(), Posix.gid(), root && writableCgroups() && mayRuleDevices());
    }

    /** Version 2: the directory itself. Version 1: those of its controllers. In containers both are often read-only. */
    private static boolean writableCgroups() {
        return Files.isWritable(Files.exists(CGROUPS.resolve("cgroup.controllers"))
                ? CGROUPS : CGROUPS.resolve("pids"));
    }

    /** In version 2 a program in the kernel does that, for which runtimes lock memory without limit. */
    private static boolean mayRuleDevices() {
        if (!Files.exists(CGROUPS.resolve("cgroup.controllers"))) {
            return true;
        }
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("CapEff:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & CAP_SYS_RESOURCE) != 0);
        } catch (IOException e) {
            return true;
        }
    }

    /** Both versions at once, which crun refuses to work with. */
    static boolean hybridCgroups() {
        return !Files.exists(CGROUPS.resolve("cgroup.controllers")) && Files.isDirectory(CGROUPS.resolve("unified"));
    }
}
