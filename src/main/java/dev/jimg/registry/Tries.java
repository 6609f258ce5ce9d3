package dev.jimg.registry;

import dev.jimg.registry.Retrier.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The tries of one request: which failures are followed by another one, and after what wait. */
final class Tries {

    private final Waiting waiting;
    private final Patience patience;
    private final LongSupplier clock;
    private int failed;
    private long firstFailure;
    /** Failures since bytes came on any connection. */
    private int inSilence;
    private int silence;

    Tries(Waiting waiting, Patience patience) {
        this(waiting, patience, System::nanoTime);
    }

    /** @param clock in nanoseconds */
    Tries(Waiting waiting, Patience patience, LongSupplier clock) {
        this.waiting = waiting;
        this.patience = patience;
        this.clock = clock;
    }

    /** The wait before the next try, after one more that failed; empty where there is to be none. */
    Optional<Duration> after(IOException failure) {
        if (failed++ == 0) {
            firstFailure = clock.getAsLong();
        }
        Optional<Duration> asked = failure instanceof TransientStatus status ? status.retryAfter() : Optional.empty();
        boolean patient = patience != Patience.NONE && isAway(failure);
        Optional<Duration> own = patient ? patiently(failure) : shortly(failure);
        // Who has patience has no number of tries: «at once», or a date that is past here, would be no wait at all.
        boolean heeded = asked.isPresent()
                && own.filter(time -> !patient || time.compareTo(asked.get()) <= 0).isPresent();
        Optional<Duration> wait =
                (heeded ? asked : own).filter(time -> time.compareTo(Retrier.LONGEST_WAIT) <= 0);
        wait.ifPresent(time -> patience.tell(time, heeded));
        return wait;
    }

    private Optional<Duration> shortly(IOException failure) {
        return failed < Retrier.TRIES && Retrier.mayPass(failure) ? Optional.of(waiting.brief(failed))
                : Optional.empty();
    }

    /**
     * Until nothing has come for too long, or this one has failed for too long while others bring something; but what
     * may take its time to fail is tried as often as ever.
     */
    private Optional<Duration> patiently(IOException failure) {
        Duration common = waiting.patience().minus(patience.failed());
        Duration alone = waiting.alone().minusNanos(clock.getAsLong() - firstFailure);
        Duration left = common.compareTo(alone) < 0 ? common : alone;
        inSilence = patience.silence() == silence ? inSilence + 1 : 1;
        silence = patience.silence();
        boolean over = left.isZero() || left.isNegative();
        if (over) {
            return failure instanceof LostHostException ? Optional.empty() : shortly(failure);
        }
        Duration wait = waiting.growing(inSilence);
        return Optional.of(wait.compareTo(left) < 0 ? wait : left);
    }

    /** It is the registry that is gone, or does not work: not this request, nor how often one asks. */
    private static boolean isAway(IOException failure) {
        return failure instanceof LostHostException
                || Retrier.mayPass(failure) && !(failure instanceof TransientStatus status && !status.ofServer());
    }
}
