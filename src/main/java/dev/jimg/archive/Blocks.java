package dev.jimg.archive;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What streams of one kind that are packed share while any of them is open: the threads, the blocks, which are used
 * again, and the bound of how many wait. 40 layers that allocated theirs anew took 400 MB, and the collector a fifth of
 * the time; who packs one layer after the other {@linkplain #hold holds} them meanwhile. Thread-safe.
 */
final class Blocks {

    static final int THREADS = Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors()));

    /** So many blocks wait, or are packed, of all streams together: more only take memory. */
    static final int MAX_PENDING = 2 * THREADS;
    /** So many every stream may have, so that none waits for another: that one may wait for a slow disk. */
    static final int MIN_PENDING = 2;

    private final int blockBytes;
    private final String name;
    private final Deque<Block> free = new ArrayDeque<>();
    private ExecutorService workers;
    private int open;
    private int pending;

    /** A piece of the stream, and what became of it. */
    static final class Block {
        final byte[] content;
        int length;
        /** What stands before it, where that is of use. */
        byte[] before = new byte[0];
        byte[] packed = new byte[0];
        int count;

        private Block(int bytes) {
            content = new byte[bytes];
        }

        /** Room for so many packed bytes. What was there may be gone. */
        void room(int bytes) {
            if (packed.length < bytes) {
                packed = new byte[bytes];
            }
        }

        /** Twice the room; what is there stays. */
        void grow() {
            packed = Arrays.copyOf(packed, 2 * packed.length);
        }
    }

    /** Keeps what is shared from going with the last stream. */
    @FunctionalInterface
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /** @param name of the threads */
    Blocks(int blockBytes, String name) {
        this.blockBytes = blockBytes;
        this.name = name;
    }

    int blockBytes() {
        return blockBytes;
    }

    /** For as long as streams are opened and closed one after the other. Threads begin with the first block. */
    Hold hold() {
        opened();
        return () -> closed(0);
    }

    /** Each call wants one of {@link #closed}. */
    synchronized void opened() {
        if (open == 0) {
            workers = Executors.newFixedThreadPool(THREADS, work -> {
                Thread thread = new Thread(work, name);
                thread.setDaemon(true);
                return thread;
            });
        }
        open++;
    }

    /**
     * With the last stream all of it is gone.
     *
     * @param abandoned blocks that were submitted and will not be {@link #written}
     */
    synchronized void closed(int abandoned) {
        pending -= abandoned;
        open--;
        if (open == 0) {
            workers.shutdown();
            free.clear();
        }
    }

    /** For a stream that is open. Each call wants one of {@link #written}. */
    synchronized Future<Block> submit(Callable<Block> work) {
        Future<Block> submitted = workers.submit(work);
        pending++;
        return submitted;
    }

    /** A block that was submitted waits no more. */
    synchronized void written() {
        pending--;
    }

    /** Whether a stream is to write one of its blocks before it submits more. @param own those of it that wait */
    synchronized boolean tooMany(int own) {
        return own > MIN_PENDING && pending >= MAX_PENDING;
    }

    /** An empty one. */
    synchronized Block take() {
        Block block = free.isEmpty() ? new Block(blockBytes) : free.pop();
        block.length = 0;
        return block;
    }

    /** It is used by nobody any more. */
    synchronized void give(Block block) {
        free.push(block);
    }
}
