package dev.jimg.backend.shared;

import dev.jimg.transfer.Cancellation;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The work of one transfer on several threads: many that fetch, for they mostly wait, and a few that verify, for they
 * compute. The first failure stops the rest, and is the one that is told.
 *
 * <p>When {@link #await} or {@link #close} returns, no piece runs any more: nothing is reported after the end.
 */
public final class ParallelWork implements AutoCloseable {

    /** So many pieces that wait for a network run at once. */
    static final int FETCHERS = 8;
    private static final int VERIFIERS = 2;

    private final ExecutorService fetchers;
    private final ExecutorService verifiers = Executors.newFixedThreadPool(VERIFIERS, ParallelWork::thread);
    private final Cancellation outer;
    private final LinkedCancellation inner;
    private final Object lock = new Object();
    private int unfinished;
    private Throwable failure;

    public ParallelWork(int pieces, Cancellation cancellation) {
        outer = cancellation;
        inner = new LinkedCancellation(cancellation);
        fetchers = Executors.newFixedThreadPool(Math.max(1, Math.min(FETCHERS, pieces)), ParallelWork::thread);
    }

    /** What the pieces are to ask and to register with: cancelled from outside, and by the first failure. */
    public Cancellation cancellation() {
        return inner.cancellation();
    }

    public void fetch(Runnable piece) {
        submit(fetchers, piece);
    }

    public void verify(Runnable piece) {
        submit(verifiers, piece);
    }

    /**
     * Waits for all pieces, those that pieces have added included.
     *
     * @throws CancellationException if it was cancelled from outside, or this thread was interrupted
     */
    public void await() {
        if (waitForAll()) {
            throw new CancellationException("interrupted");
        }
        outer.check();
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    @Override
    public void close() {
        cancellation().cancel();
        waitForAll();
        inner.close();
        fetchers.shutdown();
        verifiers.shutdown();
    }

    /** An interrupt stops the pieces, and they are waited for all the same; the thread stays marked as interrupted. */
    private boolean waitForAll() {
        boolean interrupted = false;
        synchronized (lock) {
            while (unfinished > 0) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                    cancellation().cancel();
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return interrupted;
    }

    private void submit(ExecutorService threads, Runnable piece) {
        synchronized (lock) {
            unfinished++;
        }
        boolean taken = false;
        try {
            threads.execute(() -> run(piece));
            taken = true;
        } finally {
            if (!taken) {
                finished();
            }
        }
    }

    private void run(Runnable piece) {
        try {
            if (!cancellation().isCancelled()) {
                piece.run();
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            finished();
        }
    }

    /** What the others throw because they were stopped is no reason of its own. */
    private void fail(Throwable thrown) {
        synchronized (lock) {
            if (cancellation().isCancelled() && !(thrown instanceof Error) || failure != null) {
                return;
            }
            failure = thrown;
        }
        cancellation().cancel();
    }

    private void finished() {
        synchronized (lock) {
            unfinished--;
            lock.notifyAll();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "jimg-transfer");
        thread.setDaemon(true);
        return thread;
    }
}
