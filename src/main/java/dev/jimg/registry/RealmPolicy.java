package dev.jimg.registry;

import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Which token servers a registry may send its clients to. A challenge is the word of whoever answers, so a realm must
 * not make this program hand secrets to the open wire or knock at doors that trust this machine.
 */
final class RealmPolicy {

    private RealmPolicy() {}

    /**
     * The reason why this realm is not asked at all; empty if it may be.
     *
     * @param insecure the realm's host is itself configured insecure
     */
    static Optional<String> objection(Endpoint endpoint, Optional<HttpUrl> realm, boolean insecure) {
        if (realm.isEmpty()) {
            return Optional.of("it names a token server that is no http URL");
        }
        HttpUrl url = realm.get();
        if (!url.encodedUsername().isEmpty() || !url.encodedPassword().isEmpty()) {
            return Optional.of("it names a token server with a user in its URL");
        }
        boolean loopback = SpecialHosts.isLoopback(url.host());
        if (SpecialHosts.isForbidden(url.host()) || loopback && !endpoint.isLoopback()) {
            return Optional.of("it names a token server at " + url.host()
                    + ", an address that it has no business with");
        }
        boolean plainIsFine = endpoint.isLoopback() && loopback || endpoint.insecure() || insecure;
        if (!url.isHttps() && !plainIsFine) {
            return Optional.of("it names a token server that is spoken to over plain http (" + url.host() + ")");
        }
        return Optional.empty();
    }

    /** Whether credentials may go there: over TLS, within this machine, or where someone said that it is all right. */
    static boolean mayHaveCredentials(Endpoint endpoint, HttpUrl realm, boolean insecure) {
        return realm.isHttps() || insecure || SpecialHosts.isLoopback(realm.host())
                || endpoint.insecure() && realm.host().equals(endpoint.base().host());
    }
}
