package dev.jimg.runtime;

import dev.jimg.posix.Posix;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this machine lets us do.
 *
 * @param root without it, a container has a user namespace in which we are its root and the only user
 * @param cgroups whether control groups can be made
 */
record Privileges(boolean root, int uid, int gid, boolean cgroups) {

    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    static Privileges here() {
        boolean root = Posix.isRoot();
        return new Privileges(root, Posix.uid(), Posix.gid(), root && writableCgroups());
    }

    /** Version 2: the directory itself. Version 1: those of its controllers. In containers both are often read-only. */
    private static boolean writableCgroups() {
        return Files.isWritable(Files.exists(CGROUPS.resolve("cgroup.controllers"))
                ? CGROUPS : CGROUPS.resolve("pids"));
    }

    /** Both versions at once, which crun refuses to work with. */
    static boolean hybridCgroups() {
        return !Files.exists(CGROUPS.resolve("cgroup.controllers")) && Files.isDirectory(CGROUPS.resolve("unified"));
    }
}
