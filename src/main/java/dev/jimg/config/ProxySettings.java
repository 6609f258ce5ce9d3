package dev.jimg.config;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The proxies of {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY}, as Go's programs read them: either
 * case, upper case first; {@code NO_PROXY} holds {@code *}, names (with their subdomains), {@code .suffixes}
 * (subdomains only), addresses and ranges, each with a port if need be. This machine itself is never behind a proxy.
 */
public final class ProxySettings {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int SOCKS_PORT = 1080;

    /**
     * A proxy.
     *
     * @param socks a SOCKS 5 proxy and not one of HTTP
     * @param credentials user and password that it wants, if the variable holds them
     */
    public record Proxy(String host, int port, boolean socks, Optional<Credentials> credentials) {}

    private final Optional<Proxy> http;
    private final Optional<Proxy> https;
    private final List<String> exceptions = new ArrayList<>();

    /** @throws ConfigException naming the variable, if it holds no URL of a proxy that can be used */
    public ProxySettings(Environment environment) {
        http = read(environment, "HTTP_PROXY");
        https = read(environment, "HTTPS_PROXY");
        String none = variable(environment, "NO_PROXY").orElse("");
        for (String entry : none.split(",")) {
            if (!entry.isBlank()) {
                exceptions.add(entry.strip().toLowerCase(Locale.ROOT));
            }
        }
    }

    /** There is no proxy for anything. */
    public boolean isEmpty() {
        return http.isEmpty() && https.isEmpty();
    }

    /** The proxy on the way to this host, empty for the direct way. */
    public Optional<Proxy> proxyFor(boolean tls, String host, int port) {
        Optional<Proxy> proxy = tls ? https : http;
        HostPort target = new HostPort(host, port);
        return proxy.filter(p -> !target.isLoopback() && exceptions.stream().noneMatch(e -> matches(e, target)));
    }

    private static boolean matches(String entry, HostPort target) {
        if (entry.equals("*")) {
            return true;
        }
        Optional<InetAddress> address = target.address();
        Optional<Cidr> range = Cidr.parse(entry);
        if (range.isPresent()) {
            return address.filter(range.get()::contains).isPresent();
        }
        HostPort rule = HostPort.parse(entry);
        if (rule.port() >= 0 && rule.port() != target.port()) {
            return false;
        }
        if (rule.address().isPresent()) {
            return rule.address().equals(address);
        }
        String name = rule.host().startsWith("*.") ? rule.host().substring(1) : rule.host();
        return name.startsWith(".") ? target.host().endsWith(name)
                : target.host().equals(name) || target.host().endsWith("." + name);
    }

    private static Optional<Proxy> read(Environment environment, String name) {
        return variable(environment, name).map(value -> parse(name, value));
    }

    private static Optional<String> variable(Environment environment, String name) {
        return environment.variable(name).or(() -> environment.variable(name.toLowerCase(Locale.ROOT)));
    }

    private static Proxy parse(String name, String value) {
        URI uri;
        try {
            uri = URI.create(value.contains("://") ? value : "http://" + value);
        } catch (IllegalArgumentException e) {
            throw unusable(name, "it is no URL");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean socks = scheme.equals("socks5") || scheme.equals("socks5h");
        if (!socks && !scheme.equals("http")) {
            throw unusable(name, "the proxy wants to be spoken to over http or socks5, not " + scheme);
        }
        if (uri.getHost() == null) {
            throw unusable(name, "it names no host");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : socks ? SOCKS_PORT : HTTP_PORT;
        return new Proxy(HostPort.parse(uri.getHost()).host(), port, socks,
                Optional.ofNullable(uri.getUserInfo()).map(ProxySettings::credentials));
    }

    private static Credentials credentials(String userInfo) {
        int colon = userInfo.indexOf(':');
        return colon < 0 ? Credentials.password(userInfo, "")
                : Credentials.password(userInfo.substring(0, colon), userInfo.substring(colon + 1));
    }

    private static ConfigException unusable(String name, String why) {
        return new ConfigException("cannot use the variable " + name + ": " + why,
                "Set it to http://host:port, or unset it.");
    }

    /** The port a URL of this scheme means without saying so. */
    public static int defaultPort(boolean tls) {
        return tls ? HTTPS_PORT : HTTP_PORT;
    }
}
