package dev.jimg.runtime;

import dev.jimg.config.Environment;
import dev.jimg.posix.Posix;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The runtime that is installed, and how it wants to be called here. */
public final class OciRuntime {

    /** A user's PATH often lacks them, and Debian puts runc there. */
    private static final List<String> SBIN = List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

    /** To kill or to forget takes a runtime milliseconds; one that is not done by then waits for what never comes. */
    private static final int PATIENCE_SECONDS = 20;

    private final Path program;
    private final boolean crun;
    private final Path state;
    private final Privileges privileges;

    private OciRuntime(Path program, boolean crun, Path state, Privileges privileges) {
        this.program = program;
        this.crun = crun;
        this.state = state;
        this.privileges = privileges;
    }

    /**
     * crun, because it starts in a third of the time; runc where there is no crun, or where crun refuses to work.
     *
     * @param state a directory of ours for what the runtime remembers of its containers; made when it is needed
     * @throws RunException UNSUPPORTED with what to install
     */
    public static OciRuntime find(Environment environment, Path state) {
        return find(environment, state, SBIN);
    }

    /** @param beyond directories to look in after those of PATH */
    static OciRuntime find(Environment environment, Path state, List<String> beyond) {
        Privileges privileges = privileges();
        Optional<Path> crun = Privileges.hybridCgroups() ? Optional.empty() : onPath(environment, beyond, "crun");
        if (crun.isPresent()) {
            return new OciRuntime(crun.get(), true, state, privileges);
        }
        Path runc = onPath(environment, beyond, "runc").orElseThrow(OciRuntime::nothing);
        return new OciRuntime(runc, false, state, privileges);
    }

    private static Privileges privileges() {
        try {
            Posix.require();
            return Privileges.here();
        } catch (UnsupportedOperationException e) {
            throw new RunException(RunException.Kind.UNSUPPORTED, "a container", e.getMessage(),
                    "Or use an engine with -H or -c.", ExitStatus.NOT_RUN, e);
        }
    }

    private static RunException nothing() {
        boolean hybrid = Privileges.hybridCgroups();
        return new RunException(RunException.Kind.UNSUPPORTED, "a container",
                hybrid ? "runc is not installed, and crun does not work with the hybrid control groups of this machine"
                        : "no OCI runtime is installed (crun or runc)",
                "Install one (apt-get install " + (hybrid ? "runc" : "crun") + ", dnf install "
                        + (hybrid ? "runc" : "crun") + "), or use an engine with -H or -c.");
    }

    Privileges rights() {
        return privileges;
    }

    /** A command of the runtime, with the options that it needs before it. */
    List<String> command(Path log, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--root", state.toString(), "--log",
                log.toString(), "--log-format", "json"));
        if (!privileges.cgroups()) {
            command.addAll(crun ? List.of("--cgroup-manager", "disabled") : List.of("--rootless", "true"));
        }
        command.addAll(List.of(arguments));
        return command;
    }

    /** Kills the container and forgets it. Does nothing if there is none of this name. */
    void delete(String id) {
        call("delete", "--force", id);
    }

    /** Sends a signal to the container's first process. */
    boolean kill(String id, String signal) {
        return call("kill", id, signal) == 0;
    }

    /** @return its exit status; -1 if it could not be called, or hangs */
    private int call(String... arguments) {
        try {
            Process process = new ProcessBuilder(command(Path.of("/dev/null"), arguments))
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            return -1;
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** Why the runtime did not run a container, in its own words. */
    RunException refused(String error) {
        boolean rights = error.contains("ermission denied") || error.contains("peration not permitted");
        int exit = ExitStatus.of(error);
        RunException.Kind kind = exit == ExitStatus.NO_PROGRAM ? RunException.Kind.NOT_FOUND
                : rights ? RunException.Kind.DENIED : RunException.Kind.INVALID;
        String advice = exit != ExitStatus.NOT_RUN ? ""
                : "If this machine lets no containers run, use an engine with -H or -c.";
        return new RunException(kind, "", program.getFileName() + ": " + error, advice, exit, null);
    }

    private static Optional<Path> onPath(Environment environment, List<String> beyond, String name) {
        Stream<String> path = Stream.of(environment.variable("PATH").orElse("").split(File.pathSeparator));
        return Stream.concat(path, beyond.stream()).filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, name)).filter(Files::isExecutable).findFirst();
    }
}
