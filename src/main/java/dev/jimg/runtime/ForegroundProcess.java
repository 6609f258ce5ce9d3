package dev.jimg.runtime;

import dev.jimg.transfer.Cancellation;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The runtime's {@code run}, which stays as long as the container does and ends with its exit status. */
final class ForegroundProcess {

    /** A killed container is gone at once; if the runtime is not, it hangs. */
    private static final int PATIENCE_SECONDS = 5;

    private final OciRuntime runtime;
    private final Bundle bundle;

    ForegroundProcess(OciRuntime runtime, Bundle bundle) {
        this.runtime = runtime;
        this.bundle = bundle;
    }

    /** @return the container's exit status */
    int run(ProcessIo io, Cancellation cancellation) throws IOException {
        Process process = new ProcessBuilder(command())
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

    private List<String> command() {
        return runtime.command(bundle.log(), "run", "--bundle", bundle.directory().toString(), bundle.id());
    }

    private int status(int exit) {
        Optional<String> error = exit == 0 ? Optional.empty() : RuntimeLog.error(bundle.log());
        if (error.isPresent()) {
            throw runtime.refused(error.get());
        }
        return exit;
    }

    private void end(Process process) {
        if (!process.isAlive()) {
            return;
        }
        runtime.delete(bundle.id());
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
