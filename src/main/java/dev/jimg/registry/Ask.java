package dev.jimg.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * What is asked of a registry, before it is known at which place and with which credentials.
 *
 * @param path below the endpoint's base, with its query; or a whole URL
 * @param scope the access this needs (distribution, «Token Scope Documentation»); empty for none
 * @param operation and {@code subject}: what an error says that it was for
 * @param accepted statuses besides 2xx that the asker deals with
 * @param body what is sent along; it can be sent more than once
 * @param patience of the transfer that it is for
 */
record Ask(String method, String path, String scope, Map<String, String> headers, String operation, String subject,
        Set<Integer> accepted, Optional<RequestBody> body, Patience patience) {

    private static final RequestBody NOTHING = RequestBody.create(new byte[0]);

    static Ask get(String path, String scope, String operation, String subject) {
        return new Ask("GET", path, scope, Map.of(), operation, subject, Set.of(), Optional.empty(), Patience.NONE);
    }

    static Ask post(String path, String scope, String operation, String subject) {
        return new Ask("POST", path, scope, Map.of(), operation, subject, Set.of(), Optional.of(NOTHING),
                Patience.NONE);
    }

    static Ask put(String path, String scope, String operation, String subject, RequestBody body) {
        return new Ask("PUT", path, scope, Map.of(), operation, subject, Set.of(), Optional.of(body),
                Patience.NONE);
    }

    /** Reading a repository. */
    static String pullScope(String repository) {
        return "repository:" + repository + ":pull";
    }

    /** Reading and writing a repository. */
    static String pushScope(String repository) {
        return "repository:" + repository + ":pull,push";
    }

    /** It changes something in the registry. */
    boolean writes() {
        return body.isPresent();
    }

    Ask head() {
        return new Ask("HEAD", path, scope, headers, operation, subject, accepted, body, patience);
    }

    Ask header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Ask(method, path, scope, more, operation, subject, accepted, body, patience);
    }

    Ask accepting(Integer... statuses) {
        return new Ask(method, path, scope, headers, operation, subject, Set.of(statuses), body, patience);
    }

    Ask patiently(Patience with) {
        return new Ask(method, path, scope, headers, operation, subject, accepted, body, with);
    }

    /** The same at another place. */
    Ask at(String otherPath) {
        return new Ask(method, otherPath, scope, headers, operation, subject, accepted, body, patience);
    }

    HttpUrl url(Endpoint endpoint) {
        HttpUrl url = endpoint.base().resolve(path);
        if (url == null) {
            throw new IllegalArgumentException("no URL: " + path);
        }
        return url;
    }

    /** The request for a URL, without authorization. The bytes must come as they are: their digest is what counts. */
    Request.Builder request(HttpUrl url) {
        Request.Builder builder = new Request.Builder().url(url).method(method, body.orElse(null))
                .header("User-Agent", "jimg-tui").header("Accept-Encoding", "identity");
        headers.forEach(builder::header);
        return builder;
    }
}
