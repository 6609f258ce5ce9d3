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
 */
final class Retrier {

    static final int TRIES = 5;

    /** A registry that wants a longer wait is not waited for: the error says when to come back. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Duration firstWait;

    Retrier(Duration firstWait) {
        this.firstWait = firstWait;
    }

    /** One try. */
    @FunctionalInterface
    interface Attempt<T> {
        T run() throws IOException;
    }

    /** @throws IOException of the last try */
    <T> T run(Attempt<T> attempt, Cancellation cancellation) throws IOException {
        for (int failed = 1; ; failed++) {
            cancellation.check();
            try {
                return attempt.run();
            } catch (IOException e) {
                cancellation.check();
                if (failed == TRIES || !mayPass(e)) {
                    throw e;
                }
                Duration wait = waitAfter(e, failed);
                if (wait.compareTo(LONGEST_WAIT) > 0) {
                    throw e;
                }
                Waits.pause(wait, cancellation);
            }
        }
    }

    /**
     * The wait before the next try, after so many failed ones. Half of it is chance, so that clients that failed
     * together do not come back together.
     */
    Duration backoff(int failed) {
        long full = Math.max(1, Math.min(firstWait.toMillis() << (failed - 1), LONGEST_WAIT.toMillis()));
        return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
    }

    private Duration waitAfter(IOException failure, int failed) {
        Optional<Duration> asked = failure instanceof TransientStatus status ? status.retryAfter() : Optional.empty();
        return asked.orElseGet(() -> backoff(failed));
    }

    /** Whether waiting may help after this failure. */
    static boolean mayPass(IOException e) {
        if (e instanceof UnknownHostException || e instanceof ConnectException || e instanceof NoRouteToHostException
                || e instanceof RefusedException) {
            return false;
        }
        if (e instanceof SSLException) {
            // A connection that broke below TLS is wrapped in one; what TLS itself refuses is not.
            return e.getCause() instanceof SocketException || e.getCause() instanceof EOFException;
        }
        if (e instanceof SocketTimeoutException) {
            // Only the message tells a connection that never stood («Connect timed out») from an answer that never came.
            return !String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("connect");
        }
        return !(e instanceof InterruptedIOException);
    }
}
