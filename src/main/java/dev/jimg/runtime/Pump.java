package dev.jimg.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/** A thread that copies what a process writes, as it comes. */
final class Pump {

    private static final int BUFFER_BYTES = 32 * 1024;

    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private Pump() {}

    /**
     * Copies until the end, flushing after every piece.
     *
     * @param name the thread's
     */
    static Pump start(String name, InputStream from, OutputStream to) {
        Pump pump = new Pump();
        Thread thread = new Thread(() -> pump.run(from, to), name);
        thread.setDaemon(true);
        thread.start();
        return pump;
    }

    /** Completes at the end of the input; exceptionally where the output does not take it. */
    CompletableFuture<Void> done() {
        return done;
    }

    private void run(InputStream from, OutputStream to) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            for (int read = read(from, buffer); read >= 0; read = read(from, buffer)) {
                to.write(buffer, 0, read);
                to.flush();
            }
            done.complete(null);
        } catch (IOException | RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    /** A pipe that breaks because its process ended is at its end. */
    private static int read(InputStream from, byte[] buffer) {
        try {
            return from.read(buffer);
        } catch (IOException e) {
            return -1;
        }
    }
}
