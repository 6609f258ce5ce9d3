package dev.jimg.registry;

import dev.jimg.config.HostPort;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** The one place that says what statuses and broken connections mean. */
final class RegistryErrors {

    private static final String OFFLINE = "Is the network up, and is a proxy needed (HTTPS_PROXY)?";
    private static final String LATER = "Try again later.";

    private final Ask ask;
    private final String host;
    private final String registry;

    /**
     * @param host who was spoken to
     * @param registry the name its credentials are kept under
     */
    RegistryErrors(Ask ask, String host, String registry) {
        this.ask = ask;
        this.host = host;
        this.registry = registry;
    }

    RegistryErrors(Ask ask, Endpoint endpoint) {
        this(ask, endpoint.host(), endpoint.registry());
    }

    /**
     * For an answer that is no success.
     *
     * @throws TransientStatus if asking again may help
     */
    RegistryException of(Answer answer) throws TransientStatus {
        ErrorBody body = ErrorBody.of(answer);
        int status = answer.status();
        Optional<Duration> retryAfter = answer.header("Retry-After").flatMap(t -> RetryAfter.parse(t, Instant.now()));
        return switch (status) {
            case 401 -> unauthorized(answer.wasAuthorized(), body);
            case 403 -> error(Kind.DENIED, "access denied by " + host + " (403)" + body.suffix(), loginAdvice());
            case 404 -> notFound(body);
            case 405 -> error(Kind.UNSUPPORTED, host + " does not take it (405)" + body.suffix(),
                    ask.writes() ? "It may be read-only, or a mirror: push to the registry behind it." : "");
            case 413 -> error(Kind.REMOTE, host + " does not take that much at once (413)" + body.suffix(),
                    "A proxy before it may limit what is sent (nginx: client_max_body_size); tell who runs it.");
            case 407 -> error(Kind.UNREACHABLE, "the proxy wants a user and a password (407)",
                    "Set HTTPS_PROXY to http://user:password@host:port.");
            case 429 -> {
                Optional<Duration> wait = retryAfter.or(() -> windowOfSpentLimit(answer));
                throw new TransientStatus(status, tooMany(body, wait).retryAfter(wait), wait);
            }
            case 408, 500, 502, 503, 504 -> throw new TransientStatus(status,
                    error(Kind.REMOTE, host + " answered " + status + body.suffix(), LATER), retryAfter);
            default -> error(Kind.REMOTE, host + " answered " + status + body.suffix(), "");
        };
    }

    /** For an answer after which asking again may help, but nobody will. */
    RegistryException atOnce(Answer answer) {
        try {
            return of(answer);
        } catch (TransientStatus e) {
            return e.error();
        }
    }

    RegistryException of(IOException e) {
        if (e instanceof TransientStatus status) {
            return status.error();
        }
        if (e instanceof RefusedException) {
            return error(Kind.REMOTE, e.getMessage(), "", e);
        }
        if (e instanceof UnknownHostException) {
            return error(Kind.UNREACHABLE, "no answer from " + host + " (name not found)", OFFLINE, e);
        }
        if (e instanceof SSLException tls && !Retrier.mayPass(e)) {
            return error(Kind.UNREACHABLE, TlsFaults.why(host, tls), TlsFaults.advice(host, tls), e);
        }
        if (e instanceof SocketTimeoutException) {
            return error(Kind.UNREACHABLE, "no answer from " + host + " (timed out)", OFFLINE, e);
        }
        if (e instanceof NoRouteToHostException || e instanceof ConnectException) {
            String message = String.valueOf(e.getMessage());
            boolean unreachable = e instanceof NoRouteToHostException || message.contains("unreachable");
            return unreachable ? error(Kind.UNREACHABLE, "no way to " + host, OFFLINE, e)
                    : error(Kind.UNREACHABLE, "nobody listens at " + host + " (connection refused)",
                            local() ? "Is the registry running on this machine, and is that its port?" : OFFLINE, e);
        }
        return error(Kind.UNREACHABLE, "the connection to " + host + " broke ("
                + ErrorBody.clean(String.valueOf(e.getMessage())) + ")", LATER, e);
    }

    /** No network and no proxy stands between here and there. */
    private boolean local() {
        return HostPort.parse(host).isLoopback();
    }

    RegistryException error(Kind kind, String why, String advice) {
        return error(kind, why, advice, null);
    }

    private RegistryException error(Kind kind, String why, String advice, Throwable cause) {
        return new RegistryException(kind, ask.operation(), ask.subject(), why, advice, cause);
    }

    RegistryException unauthorized(boolean withCredentials, ErrorBody body) {
        String why = withCredentials ? "access denied by " + host + ": the repository does not exist, or it wants other"
                + " credentials (401)" : "authentication required by " + host + " (401)";
        return error(Kind.UNAUTHORIZED, why + body.suffix(), loginAdvice());
    }

    private RegistryException notFound(ErrorBody body) {
        if (body.has("NAME_UNKNOWN")) {
            return error(Kind.NOT_FOUND, host + " knows no such repository (404)", ask.writes()
                    ? "Check its spelling, and whether it wants to be created there first." : "Check its spelling.");
        }
        if (body.has("BLOB_UNKNOWN")) {
            return error(Kind.NOT_FOUND, host + " does not have this blob (404)",
                    "The image is damaged there; push it again.");
        }
        if (body.has("MANIFEST_UNKNOWN")) {
            return error(Kind.NOT_FOUND, host + " knows no such tag or digest (404)",
                    "List the repository's tags with: jimg-tui tags REPOSITORY");
        }
        return error(Kind.NOT_FOUND, host + " does not have it (404)" + body.suffix(), "Check its spelling.");
    }

    private RegistryException tooMany(ErrorBody body, Optional<Duration> retryAfter) {
        String when = retryAfter.filter(d -> !d.isZero())
                .map(d -> "Come back in " + words(d) + ".").orElse("Come back later.");
        boolean hub = registry.equals(Reference.HUB);
        return error(Kind.RATE_LIMITED, "too many requests to " + host + " (429)" + body.suffix(),
                when + (hub ? " Docker Hub allows more to those who are logged in: jimg-tui login." : ""));
    }

    /** A spent allowance comes back within its window, which is hours: nobody waits for that here. */
    private static Optional<Duration> windowOfSpentLimit(Answer answer) {
        return RateLimit.of(answer.header("ratelimit-limit").orElse(null),
                        answer.header("ratelimit-remaining").orElse(null))
                .filter(limit -> limit.remaining() <= 0)
                .map(RateLimit::window);
    }

    private String loginAdvice() {
        return registry.equals(Reference.HUB) ? "Log in with: jimg-tui login"
                : "Log in with: jimg-tui login " + registry;
    }

    private static String words(Duration time) {
        if (time.toMinutes() < 2) {
            return time.toSeconds() + " s";
        }
        return time.toHours() < 2 ? time.toMinutes() + " minutes" : time.toHours() + " hours";
    }
}
