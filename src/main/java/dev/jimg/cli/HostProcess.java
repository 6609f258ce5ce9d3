package dev.jimg.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The process that a command runs in, as far as a container is given a share of it: its terminal, its signals, its
 * variables.
 */
public interface HostProcess {

    /**
     * Gives every key to whoever reads, and signals none of them, until the result is closed. Nothing happens where the
     * input is no terminal.
     */
    Restored raw();

    /** @param changed runs on a thread of its own whenever the terminal has another size, until the result is closed */
    Restored onResize(Runnable changed);

    /**
     * Keeps signals from ending this process, until the result is closed.
     *
     * @param heard the name without {@code SIG}, on a thread of its own
     */
    Restored onSignals(Consumer<String> heard);

    Optional<String> variable(String name);

    Path workingDirectory();

    /** Puts back what was changed. */
    interface Restored extends AutoCloseable {
        @Override
        void close();
    }
}
