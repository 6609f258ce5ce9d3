package dev.jimg.registry;

import dev.jimg.config.ProxySettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/** The environment's proxies, as okhttp asks for them. */
final class EnvironmentProxySelector extends ProxySelector {

    private final ProxySettings settings;

    EnvironmentProxySelector(ProxySettings settings) {
        this.settings = settings;
    }

    @Override
    public List<Proxy> select(URI uri) {
        boolean tls = "https".equals(uri.getScheme());
        int port = uri.getPort() < 0 ? ProxySettings.defaultPort(tls) : uri.getPort();
        String host = uri.getHost().replaceAll("^\\[|\\]$", "");
        return settings.proxyFor(tls, host, port)
                .map(proxy -> List.of(new Proxy(proxy.socks() ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(proxy.host(), proxy.port()))))
                .orElse(List.of(Proxy.NO_PROXY));
    }

    /** There is no other way to try: going past a proxy is not this program's to decide. */
    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
}
