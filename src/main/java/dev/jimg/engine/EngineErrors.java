package dev.jimg.engine;

import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.jimg.engine.EngineException.Kind;
import dev.jimg.text.SafeText;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/** The one place that says what an engine's statuses and words, and broken connections to it, mean. */
final class EngineErrors {

    private static final int MAX_WORDS = 400;
    private static final String RUNNING = "Is the engine running? Start it, or name another with -H; with --store the"
            + " embedded store works without any engine.";

    static final String NOT_API = "Is the address right, and is there no proxy before it?";
    private static final String AGAIN = "Did the engine stop? Try again.";
    private static final int SERVER_ERROR = 500;
    /** What okhttp says where a call as a whole took too long. */
    private static final String LATE = "timeout";

    /** Words of engines by what they mean, the first that fits; statuses alone do not tell (a full disk is a 500). */
    private static final List<Words> MEANINGS = List.of(
            new Words(Kind.DISK, "no space left on device", "read-only file system", "disk quota exceeded"),
            new Words(Kind.RATE_LIMITED, "toomanyrequests", "too many requests"),
            new Words(Kind.CORRUPT, "filesystem layer verification failed", "don't match image configuration",
                    "unexpected commit digest", "digest did not match", "does not match config's diffid",
                    "manifest verification failed", "blob digest mismatch", "did not match the expected digest"),
            // Podman answers 500 where Docker answers 409.
            new Words(Kind.CONFLICT, "please force removal", "image used by", "image is in use by",
                    "container state improper"),
            new Words(Kind.UNAUTHORIZED, "no basic auth credentials", "authentication required", "unauthorized",
                    "pull access denied", "requested access to the resource is denied", "invalid username/password"),
            new Words(Kind.NOT_FOUND, "no matching manifest", "manifest unknown", "name unknown", "blob unknown",
                    "unknown blob", "no such image", "image not known", "no image found in manifest list",
                    "no image found in image index", "404 (not found)"),
            new Words(Kind.UNREACHABLE, "connection refused", "no such host", "i/o timeout", "dial tcp",
                    "tls handshake", "x509:", "connection reset", "client.timeout exceeded", "unexpected eof",
                    "server gave http response"));

    private EngineErrors() {}

    private record Words(Kind kind, String... words) {

        boolean fit(String message) {
            for (String word : words) {
                if (message.contains(word)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * For an answer that is no success.
     *
     * @param where the engine's address
     * @param json what it said came as the API has it
     */
    static EngineException of(Ask ask, String where, int status, String message, boolean json) {
        String said = clean(message);
        if (!json && said.startsWith("<")) {
            return ask.error(Kind.REMOTE, "the engine at " + where + " answered " + status + " with something that is not"
                    + " its API", NOT_API, null);
        }
        if (WayErrors.isPlainToTls(said)) {
            return WayErrors.plainToTls(ask);
        }
        Kind meant = switch (status) {
            case 400 -> Kind.INVALID;
            case 401 -> Kind.UNAUTHORIZED;
            case 403 -> Kind.DENIED;
            case 404 -> Kind.NOT_FOUND;
            case 409 -> Kind.CONFLICT;
            case 501 -> Kind.UNSUPPORTED;
            default -> meaning(said);
        };
        if (said.isEmpty()) {
            return ask.error(meant, "the engine at " + where + " answered " + status, NOT_API);
        }
        String verbatim = "Error response from daemon: " + message.strip();
        if (!json && status >= SERVER_ERROR && meant == Kind.REMOTE) {
            // A proxy says no more than «Bad Gateway».
            return ask.error(meant, "the engine at " + where + " answered " + status + " (" + said + ")", NOT_API)
                    .spelledAs(verbatim);
        }
        return ask.answered(meant, said, verbatim);
    }

    /** For an error that an engine reports within a stream, after it has answered 200. */
    static EngineException inStream(Ask ask, String message) {
        String said = clean(message);
        return ask.answered(meaning(said), said, message.strip());
    }

    /** @param where the engine's address */
    static EngineException of(Ask ask, String where, IOException thrown) {
        return WayErrors.of(ask, where, thrown).orElseGet(() -> ofSocket(ask, where, thrown));
    }

    private static EngineException ofSocket(Ask ask, String where, IOException thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String said = String.valueOf(cause.getMessage());
        if (said.contains("Permission denied")) {
            return ask.error(Kind.DENIED, "this user may not open " + where + " (permission denied)", "Use sudo, or join"
                    + " the group of the socket: sudo usermod -aG docker $USER, then log in again.", thrown);
        }
        if (said.contains("No such file or directory")) {
            return ask.error(Kind.UNREACHABLE, "there is no engine at " + where + " (no such socket)", RUNNING, thrown)
                    .spelledAs(silent(where));
        }
        if (cause instanceof ConnectException) {
            return ask.error(Kind.UNREACHABLE, "no engine listens at " + where + " (" + clean(said) + ")", RUNNING,
                    thrown).spelledAs(silent(where));
        }
        if (cause instanceof UnknownHostException) {
            return ask.error(Kind.UNREACHABLE, "no engine at " + where + " (name not found)", RUNNING, thrown);
        }
        if (cause instanceof SocketTimeoutException || thrown instanceof SocketTimeoutException
                || thrown instanceof InterruptedIOException && LATE.equals(thrown.getMessage())) {
            return ask.error(Kind.UNREACHABLE, "no answer from the engine at " + where + " (timed out)",
                    "Is it overloaded? Try again later.", thrown);
        }
        if (cause instanceof EOFException || cause instanceof JsonEOFException) {
            return ask.error(Kind.UNREACHABLE, "the engine at " + where + " broke off in the middle of its answer", AGAIN,
                    thrown);
        }
        if (cause instanceof ProtocolException && !said.startsWith("unexpected end of stream")) {
            return nonsense(ask, where, thrown);
        }
        return ask.error(Kind.UNREACHABLE, "the connection to the engine at " + where + " broke (" + clean(said) + ")",
                AGAIN, thrown);
    }

    private static String silent(String where) {
        return "Cannot connect to the Docker daemon at " + where + ". Is the docker daemon running?";
    }

    static EngineException nonsense(Ask ask, String where, Throwable cause) {
        return ask.error(Kind.REMOTE, "the engine at " + where + " answered with something that is not its API",
                NOT_API, cause);
    }

    private static Kind meaning(String said) {
        String message = said.toLowerCase(Locale.ROOT);
        return MEANINGS.stream().filter(words -> words.fit(message)).map(Words::kind).findFirst()
                .orElse(message.endsWith("not found") ? Kind.NOT_FOUND : Kind.REMOTE);
    }

    /** One line, without a full stop and without end. */
    private static String clean(String message) {
        String line = SafeText.line(message.strip());
        String cut = line.length() > MAX_WORDS ? line.substring(0, MAX_WORDS) + "…" : line;
        return cut.endsWith(".") ? cut.substring(0, cut.length() - 1) : cut;
    }
}
