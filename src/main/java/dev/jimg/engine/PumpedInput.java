package dev.jimg.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;

/**
 * The output of a process, with a bound on waiting for it. A pipe has no such bound, and okhttp needs one: it asks a
 * connection that was idle for a while whether it still stands by reading for a millisecond.
 */
final class PumpedInput extends InputStream {

    private static final int CAPACITY = 256 * 1024;
    private static final int PIECE = 64 * 1024;
    private static final long NANOS = 1_000_000;

    private final InputStream from;
    private final byte[] ring = new byte[CAPACITY];
    private int start;
    private int held;
    private boolean ended;
    private int timeoutMillis;

    PumpedInput(InputStream from, String name) {
        this.from = from;
        Thread pump = new Thread(this::pump, name);
        pump.setDaemon(true);
        pump.start();
    }

    /** @param millis how long a read waits; 0 for ever */
    synchronized void timeout(int millis) {
        timeoutMillis = millis;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        awaitBytes();
        if (held == 0) {
            return -1;
        }
        int count = Math.min(Math.min(length, held), CAPACITY - start);
        System.arraycopy(ring, start, bytes, offset, count);
        start = (start + count) % CAPACITY;
        held -= count;
        notifyAll();
        return count;
    }

    @Override
    public synchronized int available() {
        return held;
    }

    /** Whoever reads sees the end, and the pump stops at the next piece. */
    @Override
    public synchronized void close() {
        ended = true;
        held = 0;
        notifyAll();
    }

    private void awaitBytes() throws IOException {
        long deadline = System.nanoTime() + timeoutMillis * NANOS;
        try {
            while (held == 0 && !ended) {
                if (timeoutMillis == 0) {
                    wait();
                    continue;
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new SocketTimeoutException("Read timed out");
                }
                wait(left / NANOS + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private void pump() {
        byte[] piece = new byte[PIECE];
        try (from) {
            int count = from.read(piece);
            while (count >= 0 && put(piece, count)) {
                count = from.read(piece);
            }
        } catch (IOException | InterruptedException e) {
            // A process that was ended, which close() did: there is nobody to tell.
        } finally {
            synchronized (this) {
                ended = true;
                notifyAll();
            }
        }
    }

    /** @return false if nobody reads any more */
    private synchronized boolean put(byte[] piece, int count) throws InterruptedException {
        int done = 0;
        while (done < count) {
            while (held == CAPACITY && !ended) {
                wait();
            }
            if (ended) {
                return false;
            }
            int end = (start + held) % CAPACITY;
            int part = Math.min(Math.min(count - done, CAPACITY - held), CAPACITY - end);
            System.arraycopy(piece, done, ring, end, part);
            held += part;
            done += part;
            notifyAll();
        }
        return true;
    }
}
