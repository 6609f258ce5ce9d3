package dev.jimg.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Sends what was written to the disk while more is coming, so that the last force of a large file is short. Thread-safe.
 *
 * <p>An error here is the only notice of a failed write that the system ever gives for those bytes: it is kept and
 * thrown by {@link #finish}.
 */
public final class Flusher implements Closeable {

    /** One force at a time and file; more than a few files' at once gain nothing on any disk. */
    private static final int THREADS = 4;
    private static final long EVERY_BYTES = 8L * 1024 * 1024;

    private static final ThreadPoolExecutor POOL = new ThreadPoolExecutor(THREADS, THREADS, 2, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(), task -> {
                Thread thread = new Thread(task, "jimg-flush");
                thread.setDaemon(true);
                return thread;
            });

    static {
        POOL.allowCoreThreadTimeOut(true);
    }

    private final FileChannel channel;
    private long unflushed;
    private boolean running;
    private IOException error;

    public Flusher(FileChannel channel) {
        this.channel = channel;
    }

    /** Counts bytes that were written, and begins a force when there are many. Does not wait. */
    public void wrote(long bytes) {
        synchronized (this) {
            unflushed += bytes;
            if (unflushed < EVERY_BYTES || running) {
                return;
            }
            running = true;
            unflushed = 0;
        }
        POOL.execute(this::force);
    }

    private void force() {
        IOException failed = null;
        try {
            channel.force(false);
        } catch (IOException e) {
            failed = e;
        }
        synchronized (this) {
            running = false;
            if (error == null) {
                error = failed;
            }
            notifyAll();
        }
    }

    /** The same as {@link #finish}; so that what stops the writing comes out, with what this says beside it. */
    @Override
    public void close() throws IOException {
        finish();
    }

    /** Waits for what was begun. After it the channel may be closed. */
    public synchronized void finish() throws IOException {
        boolean interrupted = false;
        while (running) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (error != null) {
            throw error;
        }
    }
}
