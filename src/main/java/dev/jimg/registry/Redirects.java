package dev.jimg.registry;

import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Sends a request and follows redirects, by these rules: at most ten; Authorization goes to the registry's own origin
 * only; never from https to http; never to addresses that stand for the machine's own surroundings.
 */
final class Redirects {

    private static final int MAX = 10;
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
    /** Those that keep the method: after the others a body would be sent where a GET is meant (RFC 9110, 15.4). */
    private static final Set<Integer> FOR_BODIES = Set.of(307, 308);

    private final HttpClients clients;

    Redirects(HttpClients clients) {
        this.clients = clients;
    }

    /** @throws RefusedException for a redirect that breaks the rules */
    Answer send(Ask ask, Endpoint endpoint, Optional<String> authorization, Cancellation cancellation)
            throws IOException {
        HttpUrl url = ask.url(endpoint);
        for (int followed = 0; ; followed++) {
            boolean home = endpoint.isOriginOf(url);
            Request.Builder request = ask.request(url);
            if (home) {
                authorization.ifPresent(value -> request.header("Authorization", value));
            }
            Answer answer = clients.send(request.build(), cancellation);
            Optional<String> location = answer.header("Location");
            Set<Integer> followable = ask.writes() ? FOR_BODIES : STATUSES;
            if (!followable.contains(answer.status()) || location.isEmpty()) {
                return answer;
            }
            answer.close();
            if (followed == MAX) {
                throw new RefusedException(endpoint.host() + " redirects more than " + MAX + " times");
            }
            url = next(url, location.get(), endpoint);
            if (!endpoint.isOriginOf(url)) {
                clients.checkAddress(url, endpoint, cancellation);
            }
        }
    }

    /**
     * Where an upload goes on, by the same rules. A registry behind a proxy that ends its TLS may not know that it is
     * spoken to over https: its own host named with http is meant with https.
     *
     * @throws RefusedException for a place that breaks the rules
     */
    HttpUrl uploadPlace(HttpUrl from, String location, Endpoint endpoint, Cancellation cancellation)
            throws IOException {
        HttpUrl named = from.resolve(location);
        boolean unaware = named != null && from.isHttps() && !named.isHttps() && named.host().equals(from.host());
        HttpUrl place = unaware ? named.newBuilder().scheme("https").port(from.port()).build()
                : next(from, location, endpoint);
        if (!endpoint.isOriginOf(place)) {
            clients.checkAddress(place, endpoint, cancellation);
        }
        return place;
    }

    private static HttpUrl next(HttpUrl from, String location, Endpoint endpoint) throws RefusedException {
        HttpUrl to = from.resolve(location);
        if (to == null) {
            throw new RefusedException(endpoint.host() + " redirects to something that is no http URL");
        }
        if (from.isHttps() && !to.isHttps()) {
            throw new RefusedException(endpoint.host() + " redirects from https to plain http (" + to.host()
                    + "), which is not followed");
        }
        if (SpecialHosts.isForbidden(to.host()) || SpecialHosts.isLoopback(to.host()) && !endpoint.isLoopback()) {
            throw new RefusedException(endpoint.host() + " redirects to " + to.host()
                    + ", an address that no registry outside of this machine has business with");
        }
        return to;
    }
}
