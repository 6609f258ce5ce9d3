package dev.jimg.registry;

import java.time.Duration;

/**
 * How long a transfer that has begun waits for a registry that went away: one for all its connections, so that they do
 * not wait one after the other. Bytes that come on any of them begin the time anew. Safe for all threads.
 */
public final class Patience {

    /** Of what is asked for once: it is not worth waiting for long. */
    static final Patience NONE = new Patience((time, asked) -> { });

    /** Hears of waits before they begin; it must not wait itself. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param time until the registry is asked again
         * @param asked whether the registry itself wants that
         */
        void waits(Duration time, boolean asked);
    }

    private final Listener listener;
    private volatile boolean silent;
    private long since;
    private int silences;

    public Patience(Listener listener) {
        this.listener = listener;
    }

    /** Bytes came. */
    void moved() {
        // Every read comes here: none of them is to wait for another.
        if (silent) {
            silent = false;
        }
    }

    /** Something failed. Returns how long nothing has come, since the first failure of that time. */
    synchronized Duration failed() {
        if (!silent) {
            silent = true;
            since = System.nanoTime();
            silences++;
        }
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /** The number of the time without bytes that {@link #failed} told of last. */
    synchronized int silence() {
        return silences;
    }

    void tell(Duration time, boolean asked) {
        listener.waits(time, asked);
    }
}
