package dev.jimg.runtime;

import dev.jimg.posix.PosixException;
import dev.jimg.posix.Pty;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The shell that stays with a container. Its script, {@code supervisor.sh}, says what it does.
 *
 * <p>A terminal hangs up when nobody holds its master side any more. The shell opens that side, and we only share it: so
 * the container keeps its terminal when we let go. A shell cannot make a terminal ready for use, which we do for it.
 */
final class Supervisor {

    private static final String SCRIPT = script("supervisor.sh");
    private static final int MASTER = 3;

    private final Process process;

    private Supervisor(Process process) {
        this.process = process;
    }

    /**
     * @param directory the container's
     * @param mount what to unmount at the end
     * @param input {@link SupervisedContainer.Input#GIVEN} comes through the process's input
     * @param runtime the command that runs the container
     */
    static Supervisor start(Path directory, Optional<Path> mount, boolean terminal,
            SupervisedContainer.Input input, List<String> runtime) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid", "sh", "-c", SCRIPT, "jimg-supervisor",
                directory.toString(), mount.map(Path::toString).orElse(""), terminal ? "tty"
                        : input == SupervisedContainer.Input.OPEN ? "open" : ""));
        command.addAll(runtime);
        File nothing = new File("/dev/null");
        return new Supervisor(new ProcessBuilder(command)
                .redirectInput(terminal || input == SupervisedContainer.Input.GIVEN ? ProcessBuilder.Redirect.PIPE
                        : ProcessBuilder.Redirect.from(nothing))
                .redirectOutput(terminal ? ProcessBuilder.Redirect.PIPE : ProcessBuilder.Redirect.to(nothing))
                .redirectError(ProcessBuilder.Redirect.to(nothing)).start());
    }

    Process process() {
        return process;
    }

    /**
     * Makes the terminal ready. The runtime does not start before {@link #sit}.
     *
     * @throws RunException UNSUPPORTED where terminals cannot be shared
     */
    Pty terminal() throws IOException {
        return terminal(process);
    }

    /** Of any process that opens {@code /dev/ptmx} as 3 and then writes a line. */
    static Pty terminal(Process process) throws IOException {
        try (InputStream ready = process.getInputStream()) {
            if (ready.read() < 0) {
                throw new IOException("could not open a pseudo-terminal");
            }
            return Pty.shared(process.pid(), MASTER);
        } catch (PosixException e) {
            throw new RunException(RunException.Kind.UNSUPPORTED, "a container at a terminal",
                    "could not share a terminal: " + e.getMessage(),
                    "That needs Linux 5.6, and the right to look into a child process. Leave out -t, or use an engine"
                    + " with -H or -c.", ExitStatus.NOT_RUN, e);
        }
    }

    /** Says which terminal to sit down at; then the runtime starts. */
    void sit(Pty pty) throws IOException {
        try (OutputStream name = process.getOutputStream()) {
            name.write((pty.name() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Ends it and the runtime that it waits for, if the container did not come to run. */
    void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Of this package's resources. */
    static String script(String name) {
        try (InputStream in = Supervisor.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
