package dev.jimg.tui.term;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Moves bytes from a terminal into a {@link KeyDecoder}, keeping its deadlines. Not thread-safe. */
final class InputPump {
    private static final long LOOK_NANOS = 2_000_000;

    private final InputStream in;
    private final KeyDecoder decoder = new KeyDecoder();
    private final byte[] buffer = new byte[4096];
    private volatile Consumer<byte[]> diversion;

    InputPump(InputStream in) {
        this.in = in;
    }

    /** From the next bytes on, also those of a read that is under way, they go there as they are; null ends that. */
    void divert(Consumer<byte[]> bytes) {
        diversion = bytes;
    }

    /**
     * One read, or one deadline that passed. Blocks without cost while nothing is pending. After an ESC, for the 50 ms
     * that decide whether it was the key, it looks every 2 ms whether more has come: VTIME counts tenths of a second,
     * and a blocking read can be neither given a deadline nor interrupted.
     *
     * @return false if the terminal has gone away
     */
    boolean step(Consumer<Input> out) throws IOException {
        if (decoder.pending() && !comes(decoder.patience())) {
            decoder.timeout(out);
            return true;
        }
        int count = in.read(buffer);
        if (count < 0) {
            return false;
        }
        Consumer<byte[]> bytes = diversion;
        if (bytes != null) {
            bytes.accept(Arrays.copyOf(buffer, count));
        } else {
            decoder.feed(buffer, 0, count, out);
        }
        return true;
    }

    /** Whether a {@link #step} would find something to do at once. */
    boolean ready() throws IOException {
        return decoder.pending() || in.available() > 0;
    }

    private boolean comes(int millis) throws IOException {
        long deadline = System.nanoTime() + millis * 1_000_000L;
        while (in.available() == 0) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(this, Math.min(left, LOOK_NANOS));
        }
        return true;
    }
}
