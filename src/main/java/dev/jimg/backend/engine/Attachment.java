package dev.jimg.backend.engine;

import dev.jimg.backend.shared.DetachKeys;
import dev.jimg.engine.EngineException;
import dev.jimg.engine.EngineStream;
import dev.jimg.service.container.ContainerStreams;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The streams of a person connected to those of a container, or of a command in one, as long as they last.
 *
 * <p>What is typed is read by a thread of its own, which may be left behind in a read that nothing ends; it is a daemon.
 */
final class Attachment {

    private static final int BUFFER = 8192;

    private final EngineStream stream;
    private final ContainerStreams streams;
    private final boolean tty;
    private final Optional<DetachKeys> keys;
    private volatile boolean detached;
    private volatile boolean ended;

    /** @param keys what lets go; empty where there is no terminal to type them at */
    Attachment(EngineStream stream, ContainerStreams streams, boolean tty, Optional<DetachKeys> keys) {
        this.stream = stream;
        this.streams = streams;
        this.tty = tty;
        this.keys = keys;
    }

    /**
     * Stays until it ends or is let go of; the size of the real terminal is told meanwhile.
     *
     * @param input whether to send what is read
     * @return false if it was let go of
     */
    boolean last(boolean input, Resize resize, Cancellation cancellation) {
        ContainerStreams.Listening listening = tty ? followSize(streams, resize) : () -> {};
        try (listening) {
            if (input) {
                feed();
            }
            return copyOutput(cancellation);
        }
    }

    /**
     * Sends the size of the real terminal now, and whenever it changes, off the thread that tells of it.
     *
     * @return ends that, and its thread
     */
    private static ContainerStreams.Listening followSize(ContainerStreams streams, Resize resize) {
        if (streams.terminal().isEmpty()) {
            return () -> {};
        }
        ContainerStreams.TerminalSize terminal = streams.terminal().get();
        ThreadFactory daemon = work -> {
            Thread thread = new Thread(work, "jimg-resize");
            thread.setDaemon(true);
            return thread;
        };
        // A change that comes while this ends is nobody's any more.
        ThreadPoolExecutor one = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemon,
                new ThreadPoolExecutor.DiscardPolicy());
        Runnable send = () -> one.execute(() -> send(terminal, resize));
        ContainerStreams.Listening changes = terminal.onChange(send);
        send.run();
        return () -> {
            changes.close();
            one.shutdownNow();
        };
    }

    /** Tells the engine the size of a terminal. */
    interface Resize {
        void to(int columns, int rows);
    }

    private static void send(ContainerStreams.TerminalSize terminal, Resize resize) {
        try {
            resize.to(terminal.columns(), terminal.rows());
        } catch (RuntimeException e) {
            // It has ended, or not begun yet: a size that did not arrive is no reason to end a session.
        }
    }

    /** Ends it, from any thread, where nothing comes whose end would. */
    void end() {
        ended = true;
        stream.close();
    }

    /** Begins to send what is read. */
    private void feed() {
        streams.in().ifPresent(in -> {
            Thread thread = new Thread(() -> copyInput(in), "jimg-stdin");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /**
     * Copies what comes until its end.
     *
     * @return false if it was let go of
     */
    private boolean copyOutput(Cancellation cancellation) {
        try {
            stream.copyTo(streams.out(), streams.err(), tty);
        } catch (EngineException e) {
            cancellation.check();
            if (!detached && !ended) {
                throw e;
            }
        } finally {
            ended = true;
        }
        return !detached;
    }

    private void copyInput(InputStream in) {
        byte[] buffer = new byte[BUFFER];
        try {
            int count = in.read(buffer);
            while (count >= 0 && !ended) {
                byte[] on = keys.isPresent() ? keys.get().pass(buffer, count) : buffer;
                stream.send(on, keys.isPresent() ? on.length : count);
                if (keys.map(DetachKeys::complete).orElse(false)) {
                    detached = true;
                    stream.close();
                    return;
                }
                count = in.read(buffer);
            }
            stream.endInput();
        } catch (IOException e) {
            // The other side has closed its input, as a command may; what it still writes is not lost.
        }
    }
}
