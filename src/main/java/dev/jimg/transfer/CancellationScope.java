package dev.jimg.transfer;

import java.util.function.Supplier;

/**
 * What ends the waits of this thread, without every method on the way being handed it.
 *
 * <p>Whoever waits for somebody else (an engine, a lock of another process) heeds {@link #current} besides what it was
 * handed itself. So a question that takes no {@link Cancellation}, because it mostly takes milliseconds, can be given up
 * as well. Threads that are started begin without one: what is to be heeded there is entered there.
 */
public final class CancellationScope {

    private static final Cancellation NEVER = new Cancellation();
    private static final ThreadLocal<CancellationScope> HERE = new ThreadLocal<>();

    private final Cancellation cancellation;
    private final boolean clearing;

    private CancellationScope(Cancellation cancellation, boolean clearing) {
        this.cancellation = cancellation;
        this.clearing = clearing;
    }

    /** What the work of this thread is cancelled by; one that nobody asks for where nothing was entered. */
    public static Cancellation current() {
        CancellationScope here = HERE.get();
        return here == null ? NEVER : here.cancellation;
    }

    /**
     * Whether something is cleared away after a cancellation: who is asked for that, and may not answer, is to be asked
     * first whether he is there, for a person waits for the end.
     */
    public static boolean clearing() {
        CancellationScope here = HERE.get();
        return here != null && here.clearing;
    }

    /** Does it, heeding this cancellation in place of what was heeded before. */
    public static <T> T run(Cancellation cancellation, Supplier<T> work) {
        return in(new CancellationScope(cancellation, clearing()), work);
    }

    /** The same for what has no result. */
    public static void run(Cancellation cancellation, Runnable work) {
        run(cancellation, () -> {
            work.run();
            return null;
        });
    }

    /** Takes away what was half done. Where that was cancelled, this is not: see {@link #clearing}. */
    public static void clearAway(Runnable work) {
        if (!current().isCancelled()) {
            work.run();
            return;
        }
        in(new CancellationScope(NEVER, true), () -> {
            work.run();
            return null;
        });
    }

    private static <T> T in(CancellationScope scope, Supplier<T> work) {
        CancellationScope before = HERE.get();
        HERE.set(scope);
        try {
            return work.get();
        } finally {
            if (before == null) {
                HERE.remove();
            } else {
                HERE.set(before);
            }
        }
    }
}
