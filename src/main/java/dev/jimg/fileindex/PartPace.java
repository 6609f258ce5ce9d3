package dev.jimg.fileindex;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When to show what is read of a layer so far. To put it in order costs as much as there is of it: so each time there is to
 * be half as much again, and all of them together cost no more than three of the whole layer.
 */
final class PartPace {

    /** A person sees at once what comes that soon. */
    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(150);
    private static final long EACH_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private final LongSupplier nanos;
    private long next;
    private int shown = 1;

    PartPace(LongSupplier nanos) {
        this(nanos, FIRST_NANOS);
    }

    private PartPace(LongSupplier nanos, long first) {
        this.nanos = nanos;
        next = nanos.getAsLong() + first;
    }

    /** For somebody who has waited already: the first part is due as soon as there is one. */
    static PartPace atOnce() {
        return new PartPace(System::nanoTime, 0);
    }

    /** @param count how many entries there are */
    boolean due(int count) {
        if (count <= shown || count < shown + shown / 2) {
            return false;
        }
        long now = nanos.getAsLong();
        if (now - next < 0) {
            return false;
        }
        next = now + EACH_NANOS;
        shown = count;
        return true;
    }
}
