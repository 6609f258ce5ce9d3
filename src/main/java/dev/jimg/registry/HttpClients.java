package dev.jimg.registry;

import dev.jimg.config.CertificateDirectory;
import dev.jimg.config.Environment;
import dev.jimg.config.HostPort;
import dev.jimg.config.ProxySettings;
import dev.jimg.config.RegistriesConfig;
import dev.jimg.config.TlsMaterial;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.DebugLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The okhttp clients, which share one pool of connections: one for plain http, one for TLS as the machine trusts it,
 * and one more for each host with certificates of its own or with none to insist on.
 *
 * <p>Plain http has a client of its own because the first one with TLS loads all authorities of the Java runtime.
 */
final class HttpClients implements AutoCloseable {

    private static final int IDLE_CONNECTIONS = 16;

    private final Environment environment;
    private final RegistriesConfig registries;
    private final Map<String, Boolean> insecure = new ConcurrentHashMap<>();
    /** Hosts with their ports, of which an answer came. */
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final ProxySettings proxies;
    private final NameLookup names;
    private final OkHttpClient plain;
    private final ConnectionPool pool = new ConnectionPool(IDLE_CONNECTIONS, 1, TimeUnit.MINUTES);
    /** By host with its port; under the empty text the one for all hosts without anything of their own. */
    private final Map<String, OkHttpClient> tls = new ConcurrentHashMap<>();

    HttpClients(RegistryOptions options, RegistriesConfig registries, Dns system) {
        this(options, registries, system, new WideSockets(options.idleTimeout()));
    }

    /** @param sockets for hosts that no proxy leads to */
    HttpClients(RegistryOptions options, RegistriesConfig registries, Dns system, SocketFactory sockets) {
        this.registries = registries;
        names = new NameLookup(system);
        environment = options.environment();
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectionPool(pool)
                .dns(names)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                .followRedirects(false)
                .addInterceptor(chain -> DebugLog.watched(chain.request().method(),
                        chain.request().url().toString(), () -> chain.proceed(chain.request()), Response::code))
                .connectTimeout(options.connectTimeout())
                .writeTimeout(options.idleTimeout());
        proxies = new ProxySettings(environment);
        if (proxies.isEmpty()) {
            builder.proxy(Proxy.NO_PROXY).socketFactory(sockets)
                    .readTimeout(Duration.ZERO);
        } else {
            // Not with a socket of one's own: to a SOCKS proxy okhttp makes them itself.
            builder.readTimeout(options.idleTimeout());
            useProxies(builder);
        }
        plain = builder.build();
    }

    /**
     * Sends a request and returns when the head of the answer is here. Redirects are not followed.
     *
     * @throws dev.jimg.config.ConfigException for certificates of the host that cannot be used
     * @throws LostHostException if there is no way to a host that answered before
     */
    Answer send(Request request, Cancellation cancellation) throws IOException {
        cancellation.check();
        Call call = clientFor(request.url()).newCall(request);
        Cancellation.Registration registration = cancellation.onCancel(call::cancel);
        String host = Endpoint.hostPort(request.url()).toString();
        try {
            Answer answer = new Answer(names.during(cancellation, call::execute), registration);
            answered.add(host);
            return answer;
        } catch (IOException | RuntimeException e) {
            registration.close();
            cancellation.check();
            if (e instanceof IOException fault && Retrier.cannotConnect(fault) && answered.contains(host)) {
                throw new LostHostException(fault);
            }
            throw e;
        }
    }

    /**
     * For a host that a registry leads to: refuses names that stand for addresses no registry has business with, and
     * for this machine, unless the registry is on it itself. Where a proxy is on the way, the name is the proxy's to
     * look up.
     */
    void checkAddress(HttpUrl url, Endpoint from, Cancellation cancellation) throws IOException {
        if (proxies.proxyFor(url.isHttps(), url.host(), url.port()).isPresent()) {
            return;
        }
        for (InetAddress address : addresses(url.host(), cancellation)) {
            boolean foreign = address.isLoopbackAddress() && !from.isLoopback()
                    && addresses(from.base().host(), cancellation).stream().noneMatch(InetAddress::isLoopbackAddress);
            if (foreign || SpecialHosts.isForbidden(address)) {
                throw new RefusedException(url.host() + " stands for " + address.getHostAddress()
                        + ", an address that " + from.host() + " has no business with");
            }
        }
    }

    /** None for a name that is unknown: the call that follows says so. */
    private List<InetAddress> addresses(String host, Cancellation cancellation) throws IOException {
        try {
            return names.during(cancellation, () -> names.lookup(host));
        } catch (UnknownHostException e) {
            cancellation.check();
            return List.of();
        }
    }

    @Override
    public void close() {
        pool.evictAll();
    }

    /** Whether this host was configured so that neither TLS nor its certificate is to be insisted on. */
    boolean isInsecure(HttpUrl url) {
        HostPort host = new HostPort(url.host(), url.port());
        return insecure.computeIfAbsent(host.toString(),
                key -> registries.isInsecure(Endpoint.hostPort(url)) || registries.isInsecure(host));
    }

    private OkHttpClient clientFor(HttpUrl url) {
        if (!url.isHttps()) {
            return plain;
        }
        HostPort host = Endpoint.hostPort(url);
        boolean insecure = isInsecure(url);
        Optional<CertificateDirectory> own = CertificateDirectory.find(environment, host)
                .or(() -> CertificateDirectory.find(environment, new HostPort(url.host(), url.port())));
        return tls.computeIfAbsent(own.isPresent() || insecure ? host.toString() : "", key -> withTls(own, insecure));
    }

    private OkHttpClient withTls(Optional<CertificateDirectory> own, boolean insecure) {
        OkHttpClient.Builder builder = plain.newBuilder().connectionSpecs(List.of(ConnectionSpec.MODERN_TLS));
        if (own.isPresent() || insecure) {
            TlsMaterial material = TlsMaterial.of(own, insecure);
            builder.sslSocketFactory(material.socketFactory(), material.trust());
            if (insecure) {
                builder.hostnameVerifier((host, session) -> true);
            }
        }
        return builder.build();
    }

    private void useProxies(OkHttpClient.Builder builder) {
        builder.proxySelector(new EnvironmentProxySelector(proxies));
        builder.proxyAuthenticator((route, response) -> {
            if (route == null || response.request().header("Proxy-Authorization") != null) {
                return null;
            }
            HttpUrl url = route.address().url();
            return proxies.proxyFor(url.isHttps(), url.host(), url.port())
                    .flatMap(ProxySettings.Proxy::credentials)
                    .map(c -> response.request().newBuilder()
                            .header("Proxy-Authorization", c.basicHeader()).build())
                    .orElse(null);
        });
    }
}
