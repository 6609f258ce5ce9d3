package dev.jimg.inflate;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Which inflater takes the next stream: that of the JDK, until this process has inflated so much that it will be worth
 * having ours compiled. A command that looks at a few layers never gets there. Not thread-safe, one for each thread.
 */
public final class Inflaters {

    /** What the compiler takes comes back after 100 MB more; whoever inflated so much has more to come. */
    private static final long WARM_BYTES = 48_000_000;
    private static final AtomicLong INFLATED = new AtomicLong();

    private final long warmBytes;
    private final AtomicLong inflated;
    private JdkInflater jdk;
    private OwnInflater own;
    private RawInflater current;

    public Inflaters() {
        this(WARM_BYTES, INFLATED);
    }

    /** @param inflated counts what this and others inflate; from {@code warmBytes} on it is ours that does */
    Inflaters(long warmBytes, AtomicLong inflated) {
        this.warmBytes = warmBytes;
        this.inflated = inflated;
    }

    /** One that is ready for a stream. It may be the one from before. */
    public RawInflater next() {
        count();
        current = inflated.get() < warmBytes ? jdk() : own();
        current.reset();
        return current;
    }

    /** Gives back what they hold. */
    public void end() {
        count();
        if (jdk != null) {
            jdk.end();
        }
        current = null;
    }

    private void count() {
        if (current != null) {
            inflated.addAndGet(current.bytesWritten());
        }
    }

    private RawInflater jdk() {
        if (jdk == null) {
            jdk = new JdkInflater();
        }
        return jdk;
    }

    private RawInflater own() {
        if (own == null) {
            own = new OwnInflater();
        }
        return own;
    }
}
