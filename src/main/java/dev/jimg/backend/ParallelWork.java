package dev.jimg.backend;

import dev.jimg.transfer.Cancellation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The work of one pull on several threads: many that fetch, for they mostly wait, and a few that verify, for they
 * compute. The first failure stops the rest, and is the one that is told.
 */
final class ParallelWork implements AutoCloseable {

    private static final int FETCHERS = 8;
    private static final int VERIFIERS = 2;

    private final ExecutorService fetchers;
    private final ExecutorService verifiers = Executors.newFixedThreadPool(VERIFIERS, ParallelWork::thread);
    private final Deque<Future<?>> open = new ArrayDeque<>();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Cancellation outer;
    private final Cancellation inner = new Cancellation();
    private final Cancellation.Registration link;

    ParallelWork(int pieces, Cancellation cancellation) {
        outer = cancellation;
        link = cancellation.onCancel(inner::cancel);
        fetchers = Executors.newFixedThreadPool(Math.max(1, Math.min(FETCHERS, pieces)), ParallelWork::thread);
    }

    /** What the pieces are to ask and to register with: cancelled from outside, and by the first failure. */
    Cancellation cancellation() {
        return inner;
    }

    void fetch(Runnable piece) {
        submit(fetchers, piece);
    }

    void verify(Runnable piece) {
        submit(verifiers, piece);
    }

    /**
     * Waits for all pieces, those that pieces have added included.
     *
     * @throws CancellationException if it was cancelled from outside
     */
    void await() {
        for (Future<?> next = poll(); next != null; next = poll()) {
            try {
                next.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                inner.cancel();
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
        }
        outer.check();
        RuntimeException first = failure.get();
        if (first != null) {
            throw first;
        }
    }

    @Override
    public void close() {
        inner.cancel();
        link.close();
        fetchers.shutdown();
        verifiers.shutdown();
    }

    private void submit(ExecutorService threads, Runnable piece) {
        synchronized (open) {
            open.add(threads.submit(() -> run(piece)));
        }
    }

    private void run(Runnable piece) {
        if (inner.isCancelled()) {
            return;
        }
        try {
            piece.run();
        } catch (RuntimeException e) {
            // What the others throw because they were stopped is no reason of its own.
            if (!inner.isCancelled()) {
                failure.compareAndSet(null, e);
                inner.cancel();
            }
        }
    }

    private Future<?> poll() {
        synchronized (open) {
            return open.poll();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "jimg-pull");
        thread.setDaemon(true);
        return thread;
    }
}
