package dev.jimg.backend.store;

import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * How many connections of one pull bring bytes: every layer has one of its own, for which it waits; what they leave of
 * the limit may speed up a large one.
 *
 * <p>The limit is {@link #FIRST}. Where that many are busy and each brings little, it is the link that gives a connection
 * no more: then the limit is {@link #MOST} for a while, and stays so only if that brought more. If not, it is
 * {@link #FIRST} from then on, and those above it go as they end.
 */
final class Connections {

    static final int FIRST = 8;
    static final int MOST = 16;

    /** Where a connection brings as much in a second, more of them mostly only cost. */
    private static final long SLOW_BYTES = 40_000_000;
    /** So much more must come with {@link #MOST}: less may be chance. */
    private static final double GAIN = 1.25;
    /** The speed is that of so long a time. */
    private static final long WINDOW_NANOS = 100_000_000;
    /** In the first of these the new connections are being made, also far away and over TLS. */
    private static final int WINDOWS_TO_SHOW_IT = 5;

    private final LongSupplier clock;
    private final IntConsumer limited;
    private int limit = FIRST;
    private int busy;
    private int waiting;

    private long since;
    private long came;
    /** All of them were busy then. */
    private boolean wasFull;
    private boolean tried;
    private int windowsLeft;
    private double before;
    private double best;

    Connections() {
        this(System::nanoTime, now -> { });
    }

    /**
     * @param clock in nanoseconds
     * @param limited hears of another limit, under this one's lock; where it cannot make threads for more, there are no
     *     more
     */
    Connections(LongSupplier clock, IntConsumer limited) {
        this.clock = clock;
        this.limited = limited;
        since = clock.getAsLong();
    }

    /** Waits for one. Whoever has one gives it back when the pull is cancelled, so this needs no end of its own. */
    synchronized void enter() {
        boolean interrupted = false;
        waiting++;
        while (busy >= limit) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        waiting--;
        busy++;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** For one more, if there is one now and no layer is without. */
    synchronized boolean tryEnter() {
        if (!isSpare()) {
            return false;
        }
        busy++;
        return true;
    }

    /** Whether {@link #tryEnter} would give one now. */
    synchronized boolean isSpare() {
        return busy < limit && waiting == 0;
    }

    /** Whether a layer waits, or there are too many: who has several is to leave one. */
    synchronized boolean areMissed() {
        return waiting > 0 || busy > limit;
    }

    synchronized void leave() {
        busy--;
        notifyAll();
    }

    /** How many there may be now. */
    synchronized int limit() {
        return limit;
    }

    /** Tells of bytes that came on any of them. */
    synchronized void moved(long bytes) {
        came += bytes;
        long now = clock.getAsLong();
        long passed = now - since;
        if (passed < WINDOW_NANOS) {
            return;
        }
        boolean isFull = busy >= limit;
        look(came * 1e9 / passed, wasFull && isFull);
        since = now;
        came = 0;
        wasFull = isFull;
    }

    private void look(double speed, boolean full) {
        if (windowsLeft > 0) {
            best = Math.max(best, speed);
            windowsLeft--;
            if (windowsLeft == 0 && best < before * GAIN) {
                limitTo(FIRST);
            }
        } else if (full && !tried && speed < SLOW_BYTES * FIRST) {
            tried = true;
            before = speed;
            windowsLeft = WINDOWS_TO_SHOW_IT;
            limitTo(MOST);
        }
    }

    private void limitTo(int now) {
        limit = now;
        try {
            limited.accept(now);
        } catch (OutOfMemoryError e) {
            if (now <= FIRST) {
                throw e;
            }
            // No more threads may be made here; what was to be faster goes on as it was.
            windowsLeft = 0;
            limitTo(FIRST);
        }
        notifyAll();
    }
}
