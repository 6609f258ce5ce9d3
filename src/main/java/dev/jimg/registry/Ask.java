package dev.jimg.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * What is asked of a registry, before it is known at which place and with which credentials.
 *
 * @param path below the endpoint's base, with its query; or a whole URL
 * @param scope the access this needs (distribution, «Token Scope Documentation»); empty for none
 * @param operation and {@code subject}: what an error says that it was for
 * @param accepted statuses besides 2xx that the asker deals with
 */
record Ask(String method, String path, String scope, Map<String, String> headers, String operation, String subject,
        Set<Integer> accepted) {

    static Ask get(String path, String scope, String operation, String subject) {
        return new Ask("GET", path, scope, Map.of(), operation, subject, Set.of());
    }

    /** Reading a repository. */
    static String pullScope(String repository) {
        return "repository:" + repository + ":pull";
    }

    Ask head() {
        return new Ask("HEAD", path, scope, headers, operation, subject, accepted);
    }

    Ask header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Ask(method, path, scope, more, operation, subject, accepted);
    }

    Ask accepting(Integer... statuses) {
        return new Ask(method, path, scope, headers, operation, subject, Set.of(statuses));
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
        Request.Builder builder = new Request.Builder().url(url).method(method, null)
                .header("User-Agent", "jimg-tui").header("Accept-Encoding", "identity");
        headers.forEach(builder::header);
        return builder;
    }
}
