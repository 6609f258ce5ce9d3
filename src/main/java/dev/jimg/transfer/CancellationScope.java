package dev.jimg.transfer;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
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
    /** Who was found to be there, or not, in this clearing; null where nothing is cleared away. */
    private final Map<Object, Boolean> clearing;

    private CancellationScope(Cancellation cancellation, Map<Object, Boolean> clearing) {
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
        return found() != null;
    }

    /**
     * Whether he is there, for {@link #clearing}: found out once for all that is cleared away together, so that its
     * steps do not wait one after the other for who is not. Where nothing is cleared away nobody is asked.
     *
     * @param whom known by his identity
     */
    public static boolean isThere(Object whom, BooleanSupplier asked) {
        Map<Object, Boolean> found = found();
        if (found == null) {
            return true;
        }
        if (!found.containsKey(whom)) {
            found.put(whom, asked.getAsBoolean());
        }
        return found.get(whom);
    }

    private static Map<Object, Boolean> found() {
        CancellationScope here = HERE.get();
        return here == null ? null : here.clearing;
    }

    /** Does it, heeding this cancellation in place of what was heeded before. */
    public static <T> T run(Cancellation cancellation, Supplier<T> work) {
        return in(new CancellationScope(cancellation, found()), work);
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
        Map<Object, Boolean> found = found();
        in(new CancellationScope(NEVER, found == null ? new IdentityHashMap<>() : found), () -> {
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
