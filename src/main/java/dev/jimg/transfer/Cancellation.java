package dev.jimg.transfer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * The wish to stop an operation, shared between who asks and who works.
 *
 * <p>Work that can wait (on a socket, on a lock) registers what breaks the wait with {@link #onCancel}; work that
 * computes asks with {@link #check} now and then. Thread-safe; once cancelled, it stays so.
 */
public final class Cancellation {

    private final Set<Runnable> actions = new LinkedHashSet<>();
    private boolean cancelled;

    /** A cancellation that nobody will ask for. */
    public static Cancellation none() {
        return new Cancellation();
    }

    /** Asks to stop. Runs what was registered, in this thread; the second call does nothing. */
    public void cancel() {
        List<Runnable> toRun;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            toRun = List.copyOf(actions);
            actions.clear();
        }
        toRun.forEach(Runnable::run);
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** @throws CancellationException if stopping was asked for */
    public void check() {
        if (isCancelled()) {
            throw new CancellationException("cancelled");
        }
    }

    /**
     * Runs {@code action} when stopping is asked for, at once if it was already.
     *
     * @return close it when the work is over; the action is then forgotten
     */
    public Registration onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                actions.add(action);
                return () -> forget(action);
            }
        }
        action.run();
        return () -> {};
    }

    private synchronized void forget(Runnable action) {
        actions.remove(action);
    }

    /** What {@link #onCancel} registered. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
