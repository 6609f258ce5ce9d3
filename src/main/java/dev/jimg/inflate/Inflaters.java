package dev.jimg.inflate;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Which inflater takes the next stream: that of the JDK, until this process has inflated so much that ours pays. Until it
 * is compiled ours is slower, and compiling it takes the processor nearly a second in all, which it saves in 1.2 GB: so a
 * command that pulls one image of that size would not be faster for it, and an app that goes on will be. What counts are
 * streams that ended or were closed. Not thread-safe, one for each thread.
 */
public final class Inflaters {

    /** Whoever has inflated so much will inflate as much again, as far as one can know. */
    private static final long WARM_BYTES = 1_200_000_000;
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

    /** Ours from the first stream on: for who knows that there is much to come. */
    public static Inflaters own() {
        return new Inflaters(0, new AtomicLong());
    }

    /** One that is ready for a stream. It may be the one from before. */
    public RawInflater next() {
        count();
        current = inflated.get() < warmBytes ? jdk() : ours();
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

    private RawInflater ours() {
        if (own == null) {
            own = new OwnInflater();
        }
        return own;
    }
}
