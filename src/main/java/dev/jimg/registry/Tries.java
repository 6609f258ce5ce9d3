package dev.jimg.registry;

import dev.jimg.registry.Retrier.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The tries of one request: which failures are followed by another one, and after what wait. */
final class Tries {

    private final Waiting waiting;
    private final Patience patience;
    private int failed;
    /** Failures since bytes came on any connection. */
    private int inSilence;
    private int silence;

    Tries(Waiting waiting, Patience patience) {
        this.waiting = waiting;
        this.patience = patience;
    }

    /** The wait before the next try, after one more that failed; empty where there is to be none. */
    Optional<Duration> after(IOException failure) {
        failed++;
        Optional<Duration> asked = failure instanceof TransientStatus status ? status.retryAfter() : Optional.empty();
        boolean patient = patience != Patience.NONE && isAway(failure);
        Optional<Duration> wait = (patient ? patiently(failure) : shortly(failure)).map(own -> asked.orElse(own))
                .filter(time -> time.compareTo(Retrier.LONGEST_WAIT) <= 0);
        wait.ifPresent(time -> patience.tell(time, asked.isPresent()));
        return wait;
    }

    private Optional<Duration> shortly(IOException failure) {
        return failed < Retrier.TRIES && Retrier.mayPass(failure) ? Optional.of(waiting.brief(failed))
                : Optional.empty();
    }

    /** Until nothing has come for too long; but what may take its time to fail is tried as often as ever. */
    private Optional<Duration> patiently(IOException failure) {
        Duration left = waiting.patience().minus(patience.failed());
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
