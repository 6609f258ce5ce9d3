package dev.jimg.engine;

import dev.jimg.config.ConfigException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** A way to an engine on which every request has headers more; those that a request has itself stay. */
record HeadedTransport(Transport way, OkHttpClient client) implements VariedTransport {

    /** Docker does not take these from its settings: the protocol, or the program itself, decides them. */
    private static final Set<String> NOT_OURS =
            Set.of("host", "user-agent", "content-length", "transfer-encoding", "trailer");

    /** @throws ConfigException if a name or a value cannot stand in a header; it does not show the value */
    static Transport of(Transport way, Map<String, String> headers) {
        Headers.Builder more = new Headers.Builder();
        headers.forEach((name, value) -> {
            if (!NOT_OURS.contains(name.toLowerCase(Locale.ROOT))) {
                add(more, name, value);
            }
        });
        Headers whole = more.build();
        return whole.size() == 0 ? way : new HeadedTransport(way, way.client().newBuilder()
                .addInterceptor(chain -> chain.proceed(with(chain.request(), whole))).build());
    }

    private static void add(Headers.Builder headers, String name, String value) {
        try {
            headers.set(name, value);
        } catch (IllegalArgumentException e) {
            // Its message may show the value, which may be a secret.
            throw new ConfigException("the header \"" + name + "\" of \"HttpHeaders\" in docker's config.json cannot be"
                    + " sent", "A header's name and value are printable ASCII.");
        }
    }

    private static Request with(Request request, Headers more) {
        Request.Builder whole = request.newBuilder();
        for (String name : more.names()) {
            if (request.header(name) == null) {
                whole.header(name, more.get(name));
            }
        }
        return whole.build();
    }
}
