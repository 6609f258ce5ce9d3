package dev.jimg.registry;

import dev.jimg.config.HostPort;
import okhttp3.HttpUrl;

/**
 * One place where a registry is spoken to.
 *
 * @param registry the name its credentials are kept under: {@code docker.io} or {@code host[:port]}
 * @param base what {@code v2/…} is resolved against; its path ends with a slash
 * @param insecure it was configured that neither TLS nor its certificate is to be insisted on
 */
record Endpoint(String registry, HttpUrl base, boolean mirror, boolean insecure) {

    /** The host with its port, unless that is the scheme's own. */
    String host() {
        return hostPort(base).toString();
    }

    boolean isLoopback() {
        return hostPort(base).isLoopback();
    }

    /** Whether a secret may travel to it: over TLS, within this machine, or where someone said that it is all right. */
    boolean isSafeForSecrets() {
        return base.isHttps() || insecure || isLoopback();
    }

    /** Same scheme, host and port: where Authorization may go (RFC 6454). */
    boolean isOriginOf(HttpUrl url) {
        return sameOrigin(base, url);
    }

    static boolean sameOrigin(HttpUrl a, HttpUrl b) {
        return a.scheme().equals(b.scheme()) && a.host().equals(b.host()) && a.port() == b.port();
    }

    static HostPort hostPort(HttpUrl url) {
        return new HostPort(url.host(), url.port() == HttpUrl.defaultPort(url.scheme()) ? -1 : url.port());
    }
}
