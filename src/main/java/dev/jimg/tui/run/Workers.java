package dev.jimg.tui.run;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for what waits. Work is counted before it is handed over, so that {@link #busy} never says no while something
 * is on its way.
 */
final class Workers {

    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger names = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "jimg-work-" + names.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Object, Runnable> waiting = new HashMap<>();
    private final Map<Object, Boolean> running = new HashMap<>();
    private volatile boolean closed;

    /** Runs it beside everything else. */
    void run(Runnable work) {
        count.incrementAndGet();
        threads.execute(() -> {
            try {
                work.run();
            } catch (Throwable e) {
                // The libraries below end in ways of their own when a thread is interrupted, and nobody listens any more.
                if (!closed) {
                    throw e;
                }
            } finally {
                count.decrementAndGet();
            }
        });
    }

    /**
     * Runs it when the one of the same lane before it is done. While that takes, a newer one takes the place of an older
     * one that waits: who scrolls through a list wants the last row's answer, not all of them.
     */
    void runLatest(Object lane, Runnable work) {
        synchronized (waiting) {
            if (running.containsKey(lane)) {
                waiting.put(lane, work);
                return;
            }
            running.put(lane, true);
        }
        run(() -> drain(lane, work));
    }

    /** Whether anything runs or waits to. */
    boolean busy() {
        return count.get() > 0;
    }

    /** Interrupts what runs. How that ends is nobody's concern any more. */
    void close() {
        closed = true;
        threads.shutdownNow();
    }

    private void drain(Object lane, Runnable first) {
        Runnable work = first;
        while (work != null) {
            work.run();
            synchronized (waiting) {
                work = waiting.remove(lane);
                if (work == null) {
                    running.remove(lane);
                }
            }
        }
    }
}
