package dev.jimg.runtime;

import dev.jimg.config.Environment;
import dev.jimg.posix.PosixException;
import dev.jimg.rootfs.RootTree;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Runs one process in a root file system to its end. Nothing of it is left afterwards but what the process wrote there;
 * what a run leaves whose program was killed, the next one sweeps.
 *
 * <p>Thread-safe; any number of runs may go on at once, each in a root file system of its own.
 */
public final class ContainerRun {

    private final Environment environment;
    private final Path directory;

    /** @param directory of ours, for bundles and the runtime's state; made with mode 0700 when it is needed */
    public ContainerRun(Environment environment, Path directory) {
        this.environment = environment;
        this.directory = directory;
    }

    /**
     * Makes sure that processes can be run here.
     *
     * @throws RunException UNSUPPORTED with what to install or to use instead
     */
    public void require() {
        OciRuntime.find(environment, directory.resolve("state"));
    }

    /**
     * Runs the process and waits for it. Mount points that were missing are taken away again, so that they are in no
     * layer that is made of the root file system.
     *
     * @param rootfs an unpacked root file system
     * @return its exit status; 128 plus the signal if one ended it
     * @throws RunException if it could not be started, see {@link RunException#exit}
     * @throws java.util.concurrent.CancellationException if it was cancelled; the process is dead then
     */
    public int run(Path rootfs, ProcessSpec spec, ProcessIo io, Cancellation cancellation) {
        cancellation.check();
        OciRuntime runtime = OciRuntime.find(environment, directory.resolve("state"));
        String id = UUID.randomUUID().toString().replace("-", "");
        try {
            RunDirectory.sweep(directory.resolve("runs"), runtime::delete);
            try (RunDirectory run = RunDirectory.make(directory.resolve("runs"), id);
                    RootTree root = RootTree.open(rootfs)) {
                Bundle bundle = Bundle.write(id, run.path(), rootfs, spec, runtime.rights(),
                        Optional.empty());
                MountPoints points = MountPoints.make(root, spec.mounts(), spec.memory());
                try {
                    return new AttachedProcess(runtime, runtime.command(bundle.log(), "run", "--bundle",
                            run.path().toString(), id), bundle.log(), () -> runtime.delete(id)).run(io, cancellation);
                } finally {
                    runtime.delete(id);
                    points.clean();
                }
            }
        } catch (PosixException e) {
            throw disk(rootfs, e);
        } catch (IOException e) {
            throw disk(directory, e);
        }
    }

    private static RunException disk(Path where, IOException e) {
        return new RunException(RunException.Kind.DISK, "a container in " + where, String.valueOf(e.getMessage()), "",
                ExitStatus.NOT_RUN, e);
    }
}
