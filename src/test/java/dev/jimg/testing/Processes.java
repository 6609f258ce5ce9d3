package dev.jimg.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends child processes by their handle. */
final class Processes {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Processes() {}

    /** False when the bound passed first. */
    static boolean await(Process process, Duration bound) {
        try {
            return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            killTree(process);
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a program ran", e);
        }
    }

    /** Asks it to end (SIGTERM), and kills it when it does not. */
    static void stop(Process process) {
        process.destroy();
        if (!await(process, PATIENCE)) {
            killTree(process);
        }
    }

    static void killTree(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
