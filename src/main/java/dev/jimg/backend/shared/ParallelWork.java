package dev.jimg.backend.shared;

import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.CancellationScope;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The work of one transfer on several threads: many that fetch, for they mostly wait, and a few that verify, for they
 * compute. While something is fetched, only so many verify as it leaves processors for ({@link SpareProcessors}). The
 * first failure stops the rest, and is the one that is told.
 *
 * <p>When {@link #await} or {@link #close} returns, no piece runs any more: nothing is reported after the end.
 */
public final class ParallelWork implements AutoCloseable {

    /** So many pieces that wait for a network run at once. */
    static final int FETCHERS = 8;
    private static final int VERIFIERS = 2;
    /** So often those that want to verify look whether they may. */
    private static final long LOOK_MILLIS = 50;

    private final SpareProcessors spare;
    private final ThreadPoolExecutor fetchers;
    private final ExecutorService verifiers = Executors.newFixedThreadPool(VERIFIERS, ParallelWork::thread);
    private final Cancellation outer;
    private final LinkedCancellation inner;
    private final Object lock = new Object();
    private int unfinished;
    private int unfetched;
    private int verifying;
    private Throwable failure;

    public ParallelWork(int pieces, Cancellation cancellation) {
        this(Math.min(FETCHERS, pieces), cancellation, new SpareProcessors());
    }

    /** For who limits by other means how many of the pieces that fetch use the network at once. */
    public static ParallelWork withFetchers(int threads, Cancellation cancellation) {
        return new ParallelWork(threads, cancellation, new SpareProcessors());
    }

    ParallelWork(int threads, Cancellation cancellation, SpareProcessors spare) {
        this.spare = spare;
        outer = cancellation;
        inner = new LinkedCancellation(cancellation);
        fetchers = new ThreadPoolExecutor(Math.max(1, threads), Math.max(1, threads), 0, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), ParallelWork::thread);
    }

    /** What the pieces are to ask and to register with: cancelled from outside, and by the first failure. */
    public Cancellation cancellation() {
        return inner.cancellation();
    }

    public void fetch(Runnable piece) {
        synchronized (lock) {
            unfetched++;
        }
        submit(fetchers, piece, this::fetched);
    }

    /** From now on so many pieces that fetch run at once; those that run go on. */
    public void setFetchers(int threads) {
        int now = Math.max(1, threads);
        if (now > fetchers.getMaximumPoolSize()) {
            fetchers.setMaximumPoolSize(now);
            fetchers.setCorePoolSize(now);
        } else {
            fetchers.setCorePoolSize(now);
            fetchers.setMaximumPoolSize(now);
        }
    }

    /** Tells of bytes that a piece has fetched: they say how busy fetching is. */
    public void moved(long bytes, boolean encrypted) {
        spare.moved(bytes, encrypted);
    }

    public void verify(Runnable piece) {
        submit(verifiers, () -> inTurn(piece), () -> { });
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

    private void submit(ExecutorService threads, Runnable piece, Runnable afterwards) {
        synchronized (lock) {
            unfinished++;
        }
        boolean taken = false;
        try {
            threads.execute(() -> run(piece, afterwards));
            taken = true;
        } finally {
            if (!taken) {
                afterwards.run();
                finished();
            }
        }
    }

    private void run(Runnable piece, Runnable afterwards) {
        try {
            if (!cancellation().isCancelled()) {
                CancellationScope.run(cancellation(), piece);
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            afterwards.run();
            finished();
        }
    }

    private void fetched() {
        synchronized (lock) {
            unfetched--;
            lock.notifyAll();
        }
    }

    private void inTurn(Runnable piece) {
        if (!waitForTurn()) {
            return;
        }
        try {
            piece.run();
        } finally {
            synchronized (lock) {
                verifying--;
                lock.notifyAll();
            }
        }
    }

    /** @return false if it is no longer wanted */
    private boolean waitForTurn() {
        synchronized (lock) {
            while (unfetched > 0 && verifying >= spare.count() && !cancellation().isCancelled()) {
                try {
                    lock.wait(LOOK_MILLIS);
                } catch (InterruptedException e) {
                    // These threads are this class's own: only a cancellation stops them.
                    Thread.interrupted();
                }
            }
            if (cancellation().isCancelled()) {
                return false;
            }
            verifying++;
            return true;
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
