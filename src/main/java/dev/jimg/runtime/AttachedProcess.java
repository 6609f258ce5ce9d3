package dev.jimg.runtime;

import dev.jimg.transfer.Cancellation;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A runtime's {@code run} or {@code exec}, which stays as long as the process does and ends with its exit status. */
final class AttachedProcess {

    /** A killed container is gone at once; if the runtime is not, it hangs. */
    private static final int PATIENCE_SECONDS = 5;

    private final OciRuntime runtime;
    private final List<String> command;
    private final Path log;
    private final Runnable kill;

    /**
     * @param log where the command writes its own errors
     * @param kill ends the process in the container, from outside
     */
    AttachedProcess(OciRuntime runtime, List<String> command, Path log, Runnable kill) {
        this.runtime = runtime;
        this.command = command;
        this.log = log;
        this.kill = kill;
    }

    /** @return the process's exit status */
    int run(ProcessIo io, Cancellation cancellation) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectInput(io.in().isPresent() ? ProcessBuilder.Redirect.PIPE
                        : ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        CompletableFuture<Void> stop = new CompletableFuture<>();
        Cancellation.Registration registration = cancellation.onCancel(() -> stop.complete(null));
        try {
            io.in().ifPresent(in -> Pump.start("jimg-run-in", in, process.getOutputStream()).done()
                    .whenComplete((done, broken) -> close(process.getOutputStream())));
            Pump out = Pump.start("jimg-run-out", process.getInputStream(), io.out());
            Pump err = Pump.start("jimg-run-err", process.getErrorStream(), io.err());
            List.of(out, err).forEach(pump -> pump.done().exceptionally(e -> {
                stop.completeExceptionally(e);
                return null;
            }));
            CompletableFuture<Void> ended =
                    CompletableFuture.allOf(process.onExit(), out.done(), err.done());
            CompletableFuture.anyOf(ended, stop).join();
            cancellation.check();
            return status(process.exitValue());
        } catch (CompletionException e) {
            throw unwrapped(e);
        } finally {
            registration.close();
            end(process);
        }
    }

    /** For a command that starts something and returns: what it started goes on, connected to nothing. */
    void runDetaching() throws IOException {
        File nothing = new File("/dev/null");
        Process process = new ProcessBuilder(command).redirectInput(nothing).redirectOutput(nothing)
                .redirectError(nothing).start();
        try {
            status(process.waitFor());
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    private int status(int exit) {
        return status(runtime, log, exit);
    }

    /** @throws RunException if the runtime says why it did not run it */
    static int status(OciRuntime runtime, Path log, int exit) {
        Optional<String> error = exit == 0 ? Optional.empty() : RuntimeLog.error(log);
        if (error.isPresent()) {
            throw runtime.refused(error.get());
        }
        return exit;
    }

    private void end(Process process) {
        if (!process.isAlive()) {
            return;
        }
        kill.run();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The reader of the output went away: that is its own affair, and it is told so. */
    private static RuntimeException unwrapped(CompletionException e) {
        if (e.getCause() instanceof IOException io) {
            return new UncheckedIOException(io);
        }
        return e.getCause() instanceof RuntimeException cause ? cause : e;
    }

    private static void close(OutputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // The process is gone already.
        }
    }
}
