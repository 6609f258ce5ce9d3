package dev.jimg.tui.term;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Reads a terminal on a daemon thread, {@code jimg-input}, and hands every {@link Input} to a sink. While nothing is
 * typed the thread sits in a blocking read and costs nothing.
 *
 * <p>A sink that answers false holds the reader: no further byte is taken from the terminal until {@link #resume}. The
 * key that suspends the program must do that, or what is typed next, for the shell, would be taken here.
 */
public final class KeyReader {
    /** Takes what was typed, on the reader's thread; must not block. */
    public interface Sink {
        /** Takes one event; false if nothing more may be read until {@link KeyReader#resume}. */
        boolean accept(Input input);
    }

    private final InputPump pump;
    private final Sink sink;
    private final Runnable ended;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean held;
    private volatile boolean stopped;

    /**
     * A reader that has not started yet.
     *
     * @param in the terminal, unbuffered
     * @param sink takes the events
     * @param ended called once, on the reader's thread, when the terminal has gone away
     */
    public KeyReader(InputStream in, Sink sink, Runnable ended) {
        this.pump = new InputPump(in);
        this.sink = sink;
        this.ended = ended;
    }

    /** Starts to read. */
    public void start() {
        Thread thread = new Thread("jimg-input") {
            @Override
            public void run() {
                read();
            }
        };
        thread.setDaemon(true);
        thread.start();
    }

    /** Reads on after a sink answered false. */
    public void resume() {
        hold(false);
    }

    /**
     * Hands what is typed on as bytes instead of keys, for another program that has the terminal meanwhile. A read that
     * is under way cannot be taken back, so that only its reader can give away what comes.
     *
     * @param bytes called on the reader's thread; null for keys again
     */
    public void divert(Consumer<byte[]> bytes) {
        pump.divert(bytes);
    }

    /** Hands on nothing more. A read that is under way ends with the next byte or with the process. */
    public void stop() {
        stopped = true;
        hold(false);
    }

    private void read() {
        Consumer<Input> out = new Consumer<>() {
            @Override
            public void accept(Input input) {
                deliver(input);
            }
        };
        try {
            boolean more = true;
            while (more && !stopped) {
                awaitResume();
                more = stopped || pump.step(out);
            }
        } catch (IOException e) {
            // EIO: the terminal hung up, which is one way to end.
        } finally {
            // After a fault too: a screen that hears no key could not be left.
            if (!stopped) {
                ended.run();
            }
        }
    }

    private void deliver(Input input) {
        if (stopped) {
            return;
        }
        // Held before the sink sees it: the answer to the event may resume before the sink has returned.
        boolean before = hold(true);
        if (sink.accept(input) && !before) {
            hold(false);
        }
    }

    private boolean hold(boolean wanted) {
        lock.lock();
        try {
            boolean before = held;
            held = wanted;
            changed.signalAll();
            return before;
        } finally {
            lock.unlock();
        }
    }

    private void awaitResume() {
        lock.lock();
        try {
            while (held && !stopped) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
