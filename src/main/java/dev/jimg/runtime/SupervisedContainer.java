package dev.jimg.runtime;

import dev.jimg.posix.Pty;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A container that lives on when this program ends: a small shell waits for it, keeps what it writes and, if it has one,
 * its terminal, and writes down how it ended. (An engine has a shim for that; a few megabytes of shell do as well.)
 *
 * <p>In its directory: {@code bundle/}, what it wrote ({@link ContainerOutput}), who waits for it ({@code supervisor}:
 * process ID and start), and, once it ended, its status ({@code exit}).
 */
public final class SupervisedContainer {

    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);
    private static final int POLL_MILLIS = 10;
    /** Of a runtime that starts containers in a tenth of a second, also on a disk that is very busy. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    private final Supplier<OciRuntime> installed;
    private final String id;
    private final Path directory;

    /** @param installed asked only where a runtime is needed: to look at a container none is */
    public SupervisedContainer(Supplier<OciRuntime> installed, String id, Path directory) {
        this.installed = installed;
        this.id = id;
        this.directory = directory;
    }

    /** Where {@link ContainerOutput} reads what it wrote. */
    public Path directory() {
        return directory;
    }

    /**
     * Starts it, and returns when it runs or has ended.
     *
     * @param mount what to unmount when it ended; empty for nothing
     * @param seat is shown the terminal, if the spec wants one, before anybody sits at it
     * @throws RunException if it could not be started, or did not come to run in good time
     * @throws java.util.concurrent.CancellationException if it was cancelled before it ran; it is dead then
     */
    public Started start(Path rootfs, ProcessSpec spec, Optional<Path> mount, Input input, Consumer<Pty> seat,
            Cancellation cancellation) throws IOException {
        OciRuntime runtime = installed.get();
        Path bundleDirectory = Files.createDirectories(directory.resolve("bundle"));
        Bundle bundle = Bundle.write(id, bundleDirectory, rootfs, spec, runtime.rights(), Optional.empty());
        Path pidFile = bundleDirectory.resolve("pid");
        for (Path old : List.of(exitFile(), bundle.log(), pidFile)) {
            Files.deleteIfExists(old);
        }
        ContainerOutput.prepare(directory);
        runtime.delete(id);
        Supervisor supervisor = Supervisor.start(directory, mount, spec.terminal(), input,
                runtime.command(bundle.log(), "run", "--bundle", bundleDirectory.toString(), "--pid-file",
                        pidFile.toString(), id));
        Process process = supervisor.process();
        Files.writeString(supervisorFile(), process.pid() + " "
                + process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli() + "\n");
        Optional<Pty> pty = Optional.empty();
        boolean started = false;
        try {
            if (spec.terminal()) {
                pty = Optional.of(supervisor.terminal());
                seat.accept(pty.get());
                Bundle.write(id, bundleDirectory, rootfs, spec, runtime.rights(), pty);
                supervisor.sit(pty.get());
            }
            awaitStart(runtime, process, bundle, pidFile, cancellation);
            started = true;
            if (pty.isPresent() && Files.exists(pidFile)) {
                // crun does not hand on how large its terminal becomes. The container cannot take this mount away.
                pty.get().leads("/proc/" + Files.readString(pidFile).strip() + "/root/dev/console");
            }
            return new Started(process, pty);
        } finally {
            if (!started) {
                pty.ifPresent(Pty::close);
                supervisor.close();
                runtime.delete(id);
                Files.deleteIfExists(exitFile());
                Files.deleteIfExists(supervisorFile());
            }
        }
    }

    /** What a container reads where it has no terminal. */
    public enum Input {
        /** It is at the end of its input from the beginning. */
        NONE,
        /** What is written to {@link Started#input}. */
        GIVEN,
        /** Nothing, and no end: it may wait for input as long as it likes. */
        OPEN
    }

    /** The supervisor of a container that runs. */
    public static final class Started implements AutoCloseable {

        private final Process process;
        private final Optional<Pty> pty;

        private Started(Process process, Optional<Pty> pty) {
            this.process = process;
            this.pty = pty;
        }

        /** What the container reads. To be closed at the end of the input, which a terminal does not have. */
        public OutputStream input() {
            return pty.isPresent() ? pty.get().keyboard() : process.getOutputStream();
        }

        /** Lets go of its terminal, which goes on without us. */
        @Override
        public void close() {
            pty.ifPresent(Pty::close);
        }
    }

    private void awaitStart(OciRuntime runtime, Process process, Bundle bundle, Path pidFile,
            Cancellation cancellation) throws IOException {
        long end = System.nanoTime() + START_PATIENCE.toNanos();
        try {
            while (!Files.exists(pidFile) && !process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                cancellation.check();
                if (System.nanoTime() > end) {
                    throw late();
                }
            }
            if (Files.exists(pidFile) && process.isAlive()) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
        Optional<String> error = process.exitValue() == 0 ? Optional.empty() : RuntimeLog.error(bundle.log());
        if (error.isPresent()) {
            throw runtime.refused(error.get());
        }
    }

    private static RunException late() {
        return new RunException(RunException.Kind.UNSUPPORTED, "a container", "the OCI runtime did not start it within "
                + START_PATIENCE.toSeconds() + " seconds", "See what the runtime waits for, or use an engine with -H or"
                + " -c.");
    }

    /** Whether it runs. */
    public boolean running() {
        return !Files.exists(exitFile()) && supervisor().isPresent();
    }

    /**
     * How it ended; empty if it runs or never did. A container whose supervisor was killed, or that a restart of the
     * machine ended, has 255, as docker says it.
     */
    public Optional<Integer> exit() {
        try {
            return Optional.of(Integer.parseInt(Files.readString(exitFile()).strip()));
        } catch (IOException | NumberFormatException e) {
            return Files.exists(supervisorFile()) && supervisor().isEmpty() && !Files.exists(exitFile())
                    ? Optional.of(255) : Optional.empty();
        }
    }

    /** When it was started last; empty if never. */
    public Optional<Instant> started() {
        return modified(supervisorFile());
    }

    /** When it ended. */
    public Optional<Instant> finished() {
        return modified(exitFile()).or(() -> exit().isPresent() ? started() : Optional.empty());
    }

    /** @param signal a name or number; @return false if it does not run, or there is no such signal */
    public boolean kill(String signal) {
        return installed.get().kill(id, signal);
    }

    /** Waits for the end. @return false if the time was over before */
    public boolean await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (running()) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return true;
    }

    /** Runs one more process in it, without a terminal. */
    public int exec(ProcessSpec spec, Path rootfs, ProcessIo io, Cancellation cancellation) throws IOException {
        OciRuntime runtime = installed.get();
        Path log = Files.createTempFile(directory, "exec-", ".log");
        Path process = Files.createTempFile(directory, "exec-", ".json");
        try {
            Files.write(process, Bundle.process(id, rootfs, spec, runtime.rights(), Optional.empty()));
            List<String> command = runtime.command(log, "exec", "--process", process.toString(), id);
            RefusalFilter errors = new RefusalFilter(io.err());
            int status = new AttachedProcess(runtime, command, log, () -> {})
                    .run(new ProcessIo(io.in(), io.out(), errors), cancellation);
            errors.release();
            return status;
        } finally {
            Files.deleteIfExists(log);
            Files.deleteIfExists(process);
        }
    }

    /**
     * Runs one more process in it, at a terminal.
     *
     * @param seat is shown the terminal before anybody sits at it
     * @param letGo completes when the process is to go on by itself
     * @return its exit status; empty if it was let go of
     */
    public Optional<Integer> exec(ProcessSpec spec, Path rootfs, ProcessIo io, Consumer<Pty> seat,
            CompletableFuture<Void> letGo, Cancellation cancellation) throws IOException {
        OciRuntime runtime = installed.get();
        Path log = Files.createTempFile(directory, "exec-", ".log");
        Path process = Files.createTempFile(directory, "exec-", ".json");
        List<String> command = runtime.command(log, "exec", "--process", process.toString(), id);
        boolean goesOn = false;
        try (SeatedProcess seated = SeatedProcess.prepare(command)) {
            seat.accept(seated.pty());
            Files.write(process, Bundle.process(id, rootfs, spec, runtime.rights(), Optional.of(seated.pty())));
            Optional<Integer> status = seated.run(io, letGo, cancellation);
            goesOn = status.isEmpty();
            status.ifPresent(exit -> AttachedProcess.status(runtime, log, exit));
            return status;
        } finally {
            // The runtime may not have read it yet; then it goes with the container.
            if (!goesOn) {
                Files.deleteIfExists(log);
                Files.deleteIfExists(process);
            }
        }
    }

    /** The same with nobody to wait for it, or to see what it writes. */
    public void execInBackground(ProcessSpec spec, Path rootfs) throws IOException {
        OciRuntime runtime = installed.get();
        Path log = Files.createTempFile(directory, "exec-", ".log");
        Path process = Files.createTempFile(directory, "exec-", ".json");
        try {
            Files.write(process, Bundle.process(id, rootfs, spec, runtime.rights(), Optional.empty()));
            new AttachedProcess(runtime, runtime.command(log, "exec", "--detach", "--process", process.toString(), id),
                    log, () -> {}).runDetaching();
        } finally {
            Files.deleteIfExists(log);
            Files.deleteIfExists(process);
        }
    }

    /** Kills it if it runs, and makes the runtime forget it. */
    public void delete() {
        if (Files.exists(supervisorFile())) {
            installed.get().delete(id);
        }
    }

    private Optional<ProcessHandle> supervisor() {
        try {
            String[] words = Files.readString(supervisorFile()).strip().split(" ");
            Instant start = Instant.ofEpochMilli(Long.parseLong(words[1]));
            return ProcessHandle.of(Long.parseLong(words[0])).filter(ProcessHandle::isAlive)
                    .filter(handle -> handle.info().startInstant().map(now ->
                            Duration.between(start, now).abs().compareTo(CLOCK_TOLERANCE) < 0).orElse(true));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private Path exitFile() {
        return directory.resolve("exit");
    }

    private Path supervisorFile() {
        return directory.resolve("supervisor");
    }

    private static Optional<Instant> modified(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
