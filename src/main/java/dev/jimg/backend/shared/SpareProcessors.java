package dev.jimg.backend.shared;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * How many processors a transfer that fetches leaves to others, judged by its speed: a link that brings little is what is
 * waited for, and one that brings much keeps the processors busy with copying, hashing and writing.
 *
 * <p>Not by the load of the machine: what others run there would put this work off for as long as they please.
 * {@link #count} is not for several threads at once.
 */
final class SpareProcessors {

    /** In a second, by one processor: measured at 220 to 270 MB, and at 110 to 130 MB where TLS is on the way. */
    private static final double BYTES_A_PROCESSOR = 200e6;
    private static final int ENCRYPTED_COST = 2;
    /** The speed is that of so long a time, which is longer than a round trip mostly is. */
    private static final long WINDOW_NANOS = 100_000_000;

    private final int processors;
    private final LongSupplier clock;
    /** Bytes, as if none of them was encrypted. */
    private final LongAdder moved = new LongAdder();
    private long since;
    private long before;
    private int spare;

    SpareProcessors() {
        this(Runtime.getRuntime().availableProcessors(), System::nanoTime);
    }

    /** @param clock in nanoseconds */
    SpareProcessors(int processors, LongSupplier clock) {
        this.processors = processors;
        this.clock = clock;
        since = clock.getAsLong();
    }

    /** From any thread. */
    void moved(long bytes, boolean encrypted) {
        moved.add(encrypted ? bytes * ENCRYPTED_COST : bytes);
    }

    /** None before anything is known of the speed. */
    int count() {
        long now = clock.getAsLong();
        long passed = now - since;
        if (passed >= WINDOW_NANOS) {
            long all = moved.sum();
            double busy = (all - before) * 1e9 / passed / BYTES_A_PROCESSOR;
            spare = (int) Math.max(0, Math.round(processors - busy));
            since = now;
            before = all;
        }
        return spare;
    }
}
