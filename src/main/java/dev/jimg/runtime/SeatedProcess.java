package dev.jimg.runtime;

import dev.jimg.posix.Pty;
import dev.jimg.transfer.Cancellation;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A runtime's {@code exec} at a terminal. A small shell holds the terminal ({@code seat.sh} says how), so that one may
 * let go of the process and it goes on.
 */
final class SeatedProcess implements AutoCloseable {

    private static final String SCRIPT = Supervisor.script("seat.sh");

    private final Process process;
    private final Pty pty;

    private SeatedProcess(Process process, Pty pty) {
        this.process = process;
        this.pty = pty;
    }

    /**
     * Makes the terminal. The command does not start before {@link #run}.
     *
     * @throws RunException UNSUPPORTED where terminals cannot be shared
     */
    static SeatedProcess prepare(List<String> command) throws IOException {
        List<String> seated = new ArrayList<>(List.of("setsid", "sh", "-c", SCRIPT, "jimg-exec"));
        seated.addAll(command);
        Process process = new ProcessBuilder(seated).redirectError(new File("/dev/null")).start();
        try {
            return new SeatedProcess(process, Supervisor.terminal(process));
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    Pty pty() {
        return pty;
    }

    /**
     * @param letGo completes when it is to go on by itself
     * @return its exit status; empty if it was let go of
     */
    Optional<Integer> run(ProcessIo io, CompletableFuture<Void> letGo, Cancellation cancellation) throws IOException {
        OutputStream orders = process.getOutputStream();
        order(orders, pty.name());
        CompletableFuture<Void> stop = new CompletableFuture<>();
        Cancellation.Registration registration = cancellation.onCancel(() -> stop.complete(null));
        try {
            io.in().ifPresent(in -> Pump.start("jimg-run-in", in, pty.keyboard()));
            Pump screen = Pump.start("jimg-run-out", pty.screen(), io.out());
            CompletableFuture<Void> ended = CompletableFuture.allOf(process.onExit(), screen.done());
            CompletableFuture.anyOf(ended, stop, letGo).join();
            cancellation.check();
            if (ended.isDone()) {
                return Optional.of(process.exitValue());
            }
            order(orders, "leave");
            return Optional.empty();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException io2 ? new UncheckedIOException(io2) : e;
        } finally {
            registration.close();
        }
    }

    private static void order(OutputStream orders, String line) throws IOException {
        orders.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        orders.flush();
    }

    /** Leaves. What was not let go of hears the terminal hang up. */
    @Override
    public void close() {
        pty.close();
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended.
        }
    }
}
