package dev.jimg.registry;

import dev.jimg.transfer.Cancellation;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLException;

/**
 * Tries again what may pass: 408, 429 and 5xx answers and connections that broke. Up to five tries with waits that
 * double, with jitter, or as long as the registry asked for.
 *
 * <p>What will not pass by waiting is not tried again: a name that does not exist, nobody listening, TLS that is
 * refused.
 *
 * <p>A transfer that has begun has {@link Patience}: for it, a registry that answers with 5xx, breaks connections, or
 * that answered before and cannot be reached now, is restarted somewhere. It is waited for longer, half a minute
 * without a byte, and a request that fails while others bring something for a minute.
 */
final class Retrier {

    static final int TRIES = 5;

    /** A registry that wants a longer wait is not waited for: the error says when to come back. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Waiting waiting;

    Retrier(Duration firstWait) {
        this.waiting = new Waiting(firstWait);
    }

    /**
     * How long one waits.
     *
     * @param first before the second try of what is asked for once
     */
    record Waiting(Duration first) {

        /** With the usual quarter of a second: waits of 1, 2, 4 and then 8 seconds, for half a minute. */
        private static final int GROWING = 4;
        private static final int LONGEST_GROWING = 32;
        private static final int PATIENCE = 120;

        /** After so many failures. */
        Duration brief(int failed) {
            return jitter(first, failed, LONGEST_WAIT);
        }

        /** The same for who has patience. */
        Duration growing(int failed) {
            return jitter(first.multipliedBy(GROWING), failed, first.multipliedBy(LONGEST_GROWING));
        }

        /** How long nothing may come. */
        Duration patience() {
            return first.multipliedBy(PATIENCE);
        }

        /** How long one request may fail while others bring something. */
        Duration alone() {
            return patience().multipliedBy(2);
        }

        /** Half of it is chance, so that clients that failed together do not come back together. */
        private static Duration jitter(Duration begin, int failed, Duration longest) {
            long full = Math.max(1, Math.min(begin.toMillis() << Math.min(failed - 1, 16), longest.toMillis()));
            return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
        }
    }

    /** One try. */
    @FunctionalInterface
    interface Attempt<T> {
        T run() throws IOException;
    }

    /** @throws IOException of the last try */
    <T> T run(Attempt<T> attempt, Cancellation cancellation) throws IOException {
        return run(attempt, cancellation, Patience.NONE);
    }

    /**
     * @param patience of the transfer that it is for
     * @throws IOException of the last try
     */
    <T> T run(Attempt<T> attempt, Cancellation cancellation, Patience patience) throws IOException {
        Tries tries = new Tries(waiting, patience);
        while (true) {
            cancellation.check();
            try {
                return attempt.run();
            } catch (IOException e) {
                cancellation.check();
                Optional<Duration> wait = tries.after(e);
                if (wait.isEmpty()) {
                    throw e instanceof LostHostException lost ? lost.fault() : e;
                }
                Waits.pause(wait.get(), cancellation);
            }
        }
    }

    /** The wait before the next try, after so many failed ones. */
    Duration backoff(int failed) {
        return waiting.brief(failed);
    }

    /** Whether waiting may help after this failure. */
    static boolean mayPass(IOException e) {
        if (cannotConnect(e) || e instanceof RefusedException || e instanceof LostHostException) {
            return false;
        }
        if (e instanceof SSLException) {
            // A connection that broke below TLS is wrapped in one; what TLS itself refuses is not.
            return e.getCause() instanceof SocketException || e.getCause() instanceof EOFException;
        }
        return e instanceof SocketTimeoutException || !(e instanceof InterruptedIOException);
    }

    /** Whether no connection came to stand. */
    static boolean cannotConnect(IOException e) {
        // Only the message tells a connection that never stood («Connect timed out») from an answer that never came.
        boolean late = e instanceof SocketTimeoutException
                && String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("connect");
        return late || e instanceof UnknownHostException || e instanceof ConnectException
                || e instanceof NoRouteToHostException;
    }
}
