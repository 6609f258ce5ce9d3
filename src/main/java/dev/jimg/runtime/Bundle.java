package dev.jimg.runtime;

import dev.jimg.posix.Pty;
import dev.jimg.rootfs.RootTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A bundle directory that a runtime can run: {@code config.json}, the files of the host in it, and the runtime's log.
 *
 * @param directory ours, mode 0700
 */
record Bundle(String id, Path directory) {

    private static final int HOSTNAME_LENGTH = 12;

    /**
     * Looks the user up in the root file system and writes the config.
     *
     * @param pty where the process sits: it finds a terminal as large as that from its beginning
     */
    static Bundle write(String id, Path directory, Path rootfs, ProcessSpec spec, Privileges privileges,
            Optional<Pty> pty) throws IOException {
        ContainerUser user = user(rootfs, spec, privileges);
        spec.mounts().forEach(BindMount::prepare);
        String hostname = hostname(id, spec);
        List<BindMount> files = HostFiles.write(directory, spec.network(), hostname);
        Files.write(directory.resolve("config.json"),
                new BundleConfig(rootfs, spec, user, hostname, privileges, pty).json(files));
        return new Bundle(id, directory);
    }

    /** What {@code exec} wants to know of a process, the part «process» of a config. */
    static byte[] process(String id, Path rootfs, ProcessSpec spec, Privileges privileges, Optional<Pty> pty)
            throws IOException {
        ContainerUser user = user(rootfs, spec, privileges);
        return new BundleConfig(rootfs, spec, user, hostname(id, spec), privileges, pty).processJson();
    }

    private static ContainerUser user(Path rootfs, ProcessSpec spec, Privileges privileges) throws IOException {
        if (spec.args().isEmpty()) {
            throw new RunException(RunException.Kind.INVALID, "a container", "no command specified",
                    "Say which one: the image has neither CMD nor ENTRYPOINT.");
        }
        ContainerUser user;
        try (RootTree root = RootTree.open(rootfs)) {
            user = ContainerUser.of(root, spec.user());
        }
        if (!privileges.root() && (user.uid() != 0 || user.gid() != 0)) {
            throw new RunException(RunException.Kind.DENIED, "a container as user " + spec.user(),
                    "without root, a container has no user but its root", "Use -u 0, or an engine with -H or -c.");
        }
        return user;
    }

    Path log() {
        return directory.resolve("runtime.log");
    }

    private static String hostname(String id, ProcessSpec spec) {
        if (!spec.hostname().isEmpty()) {
            return spec.hostname();
        }
        if (spec.network() == Network.NONE) {
            return id.substring(0, Math.min(HOSTNAME_LENGTH, id.length()));
        }
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
