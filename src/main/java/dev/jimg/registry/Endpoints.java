package dev.jimg.registry;

import dev.jimg.config.HostPort;
import dev.jimg.config.RegistriesConfig;
import dev.jimg.oci.Reference;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Where a registry is spoken to: Docker Hub's mirrors and then Docker Hub; any other registry at its own host, over
 * TLS, unless it is this machine or configured insecure.
 *
 * <p>A loopback host is asked over http first, and over https if it does not understand that: nothing can listen in
 * between, and nothing of TLS need be loaded. A registry configured insecure is asked over https first, as docker
 * does, so that secrets are covered where they can be.
 */
final class Endpoints {

    /** A mirror that gave no answer is left out for so long: waiting for it again with each blob helps nobody. */
    private static final Duration MIRROR_REST = Duration.ofMinutes(2);

    private static final int BAD_REQUEST = 400;

    private final List<URI> mirrors;
    private final URI hub;
    private final HttpClients clients;
    private final Map<String, Endpoint> known = new ConcurrentHashMap<>();
    private final Map<Endpoint, Long> restingSince = new ConcurrentHashMap<>();

    Endpoints(RegistryOptions options, RegistriesConfig config, HttpClients clients) {
        this.mirrors = config.mirrors();
        this.hub = options.hubRegistry();
        this.clients = clients;
    }

    /** The places to ask, in this order; the last one is the registry itself. */
    List<Endpoint> of(String domain, Cancellation cancellation) {
        if (!domain.equals(Reference.HUB)) {
            return List.of(direct(domain, cancellation));
        }
        List<Endpoint> result = new ArrayList<>();
        for (URI mirror : mirrors) {
            Endpoint endpoint = at(mirror, "", true);
            if (!isResting(endpoint)) {
                result.add(endpoint);
            }
        }
        result.add(at(hub, Reference.HUB, false));
        return result;
    }

    /** A server whose URL is known, as Docker Hub's search. */
    Endpoint at(URI uri, String registry, boolean mirror) {
        HttpUrl base = HttpUrl.get(uri.toString() + (uri.toString().endsWith("/") ? "" : "/"));
        HostPort host = Endpoint.hostPort(base);
        return new Endpoint(registry.isEmpty() ? host.toString() : registry, base, mirror, clients.isInsecure(base));
    }

    void rest(Endpoint mirror) {
        restingSince.put(mirror, System.nanoTime());
    }

    private boolean isResting(Endpoint mirror) {
        Long since = restingSince.get(mirror);
        return since != null && System.nanoTime() - since < MIRROR_REST.toNanos();
    }

    /** The scheme is remembered once the registry has answered, never a guess made while it did not. */
    private Endpoint direct(String domain, Cancellation cancellation) {
        Endpoint found = known.get(domain);
        if (found != null) {
            return found;
        }
        Endpoint https = endpoint("https", domain);
        if (!https.isLoopback() && !https.insecure()) {
            known.put(domain, https);
            return https;
        }
        Endpoint http = endpoint("http", domain);
        List<Endpoint> order = https.isLoopback() ? List.of(http, https) : List.of(https, http);
        for (Endpoint candidate : order) {
            if (speaks(candidate, cancellation)) {
                known.put(domain, candidate);
                return candidate;
            }
        }
        return order.get(0);
    }

    private Endpoint endpoint(String scheme, String domain) {
        try {
            HttpUrl base = HttpUrl.get(scheme + "://" + domain + "/");
            return new Endpoint(domain, base, false, clients.isInsecure(base));
        } catch (IllegalArgumentException e) {
            throw new RegistryException(RegistryException.Kind.INVALID, "reach the registry", domain,
                    "it is no host name or host:port", "", e);
        }
    }

    /**
     * Servers that expect TLS answer plain http with 400 or with bytes that are no answer. A certificate that is
     * refused is TLS all the same: the call that follows says what is wrong with it.
     */
    private boolean speaks(Endpoint endpoint, Cancellation cancellation) {
        Request request = new Request.Builder().url(endpoint.base().resolve("v2/"))
                .header("User-Agent", "jimg-tui").build();
        try (Answer answer = clients.send(request, cancellation)) {
            return endpoint.base().isHttps() || answer.status() != BAD_REQUEST;
        } catch (SocketTimeoutException e) {
            if (endpoint.isLoopback()) {
                // It took the connection and is silent; asking in another way would only double the wait.
                throw new RegistryErrors(Ask.get("v2/", "", "reach the registry", endpoint.registry()), endpoint).of(e);
            }
            return false;
        } catch (IOException e) {
            return endpoint.base().isHttps() && TlsFaults.isAboutCertificates(e);
        }
    }
}
