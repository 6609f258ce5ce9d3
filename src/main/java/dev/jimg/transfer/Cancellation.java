package dev.jimg.transfer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish to stop an operation, shared between who asks and who works.
 *
 * <p>Work that can wait (on a socket, on a lock) registers what breaks the wait with {@link #onCancel}; work that
 * computes asks with {@link #check} now and then. Thread-safe; once cancelled, it stays so.
 */
public final class Cancellation {

    /** The status of a process that SIGINT ended. */
    private static final int INTERRUPTED = 130;
    private static final long HEARD_MILLIS = 500;

    private final Set<Entry> entries = new LinkedHashSet<>();
    private boolean cancelled;

    /** A cancellation that nobody will ask for. */
    public static Cancellation none() {
        return new Cancellation();
    }

    /**
     * Asks to stop. Runs what was registered, in this thread; the second call does nothing.
     *
     * <p>All of it runs, also where one of them throws; the first exception then comes out here.
     */
    public void cancel() {
        List<Entry> toRun;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            toRun = List.copyOf(entries);
            entries.clear();
        }
        RuntimeException broken = null;
        for (Entry entry : toRun) {
            try {
                entry.action.run();
            } catch (RuntimeException e) {
                broken = broken == null ? e : broken;
            }
        }
        if (broken != null) {
            throw broken;
        }
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
     * The same, for what another program's end was: at a terminal Ctrl-C goes to both, and may be heard here a moment
     * after the other has ended of it.
     *
     * @param status what it ended with
     */
    public void checkAfter(int status) {
        if (status == INTERRUPTED) {
            CountDownLatch heard = new CountDownLatch(1);
            Registration registration = onCancel(heard::countDown);
            try {
                heard.await(HEARD_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                registration.close();
            }
        }
        check();
    }

    /**
     * Runs {@code action} when stopping is asked for, at once if it was already.
     *
     * @return close it when the work is over; the action is then forgotten
     */
    public Registration onCancel(Runnable action) {
        Entry entry = new Entry(action);
        synchronized (this) {
            if (!cancelled) {
                entries.add(entry);
                return () -> forget(entry);
            }
        }
        action.run();
        return () -> {};
    }

    private synchronized void forget(Entry entry) {
        entries.remove(entry);
    }

    /** One registration; compared by identity, because one action may be registered twice. */
    private static final class Entry {
        private final Runnable action;

        private Entry(Runnable action) {
            this.action = action;
        }
    }

    /** What {@link #onCancel} registered. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
