package dev.jimg.transfer;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * A line for each request that goes to a registry or an engine, where somebody asked for it ({@code --debug}): method,
 * address, status, time. Never a header and never a body; of an address nothing that could be a secret.
 *
 * <p>One for the process, as the error output is: who sends requests need not be told who watches.
 */
public final class DebugLog {

    /** Parameters whose values say what was asked for. Those of signed addresses and of builds are not among them. */
    private static final Set<String> SHOWN = Set.of("scope", "service", "n", "last", "digest", "mount", "from", "q", "page",
            "page_size", "all", "filters", "fromImage", "tag", "platform", "t", "repo", "force", "noprune", "limit", "size",
            "names", "name", "stdout", "stderr", "follow", "stream", "signal", "client_id", "offline_token");
    private static final String HIDDEN = "xxxxx";

    private static volatile Consumer<String> watcher;

    private DebugLog() {}

    /** Sends a request and returns when the head of the answer is here. */
    @FunctionalInterface
    public interface Exchange<T> {
        T send() throws IOException;
    }

    /** From now on somebody is told. @return to be run when nobody is any more */
    public static Runnable to(Consumer<String> lines) {
        watcher = lines;
        return () -> watcher = null;
    }

    /** Sends a request, and says how it went if somebody watches. */
    public static <T> T watched(String method, String url, Exchange<T> exchange, ToIntFunction<T> status)
            throws IOException {
        Consumer<String> lines = watcher;
        if (lines == null) {
            return exchange.send();
        }
        long begun = System.nanoTime();
        String end = "failed";
        try {
            T answer = exchange.send();
            end = Integer.toString(status.applyAsInt(answer));
            return answer;
        } catch (IOException e) {
            end = e.getClass().getSimpleName();
            throw e;
        } finally {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            lines.accept("DEBUG " + method + " " + shown(url) + " " + end + " " + millis + " ms");
        }
    }

    /** The address without user and password, and without what its parameters hold unless that is known to be harmless. */
    static String shown(String url) {
        int query = url.indexOf('?');
        String address = query < 0 ? url : url.substring(0, query);
        int host = address.indexOf("://") + 3;
        int path = address.indexOf('/', host);
        int user = address.lastIndexOf('@', path < 0 ? address.length() : path);
        StringBuilder text = new StringBuilder(address.substring(0, host));
        text.append(user < host ? address.substring(host) : HIDDEN + address.substring(user));
        if (query >= 0) {
            char before = '?';
            for (String parameter : url.substring(query + 1).split("&")) {
                int equals = parameter.indexOf('=');
                boolean harmless = SHOWN.contains(equals < 0 ? parameter : parameter.substring(0, equals));
                // One without a value may be nothing but a secret.
                text.append(before).append(harmless ? parameter : parameter.substring(0, equals + 1) + HIDDEN);
                before = '&';
            }
        }
        return text.toString();
    }
}
