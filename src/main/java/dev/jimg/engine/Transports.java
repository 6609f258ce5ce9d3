package dev.jimg.engine;

import dev.jimg.config.EngineAddress;
import dev.jimg.config.EngineTarget;
import dev.jimg.config.EngineTls;
import dev.jimg.config.Environment;
import dev.jimg.config.TlsMaterial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** Opens the way to an engine, whatever kind of way it is. */
public final class Transports {

    /** Longer than ssh's own bound, whose message says more. */
    private static final Duration SSH_CONNECT = Duration.ofSeconds(45);

    /** In which an engine answers a ping: on this machine, over a few round trips, and with a log-in before that. */
    private static final Duration HERE = Duration.ofMillis(500);
    private static final Duration NEAR = Duration.ofSeconds(1);
    private static final Duration FAR = Duration.ofSeconds(2);

    private Transports() {}

    /**
     * Connects nothing yet.
     *
     * @param environment what the ssh program is given and found with
     * @throws dev.jimg.config.ConfigException if a certificate cannot be used
     */
    public static Transport open(EngineTarget target, Environment environment) {
        if (target.address() instanceof EngineAddress.UnixSocket unix) {
            return socketFile(unix);
        }
        if (target.address() instanceof EngineAddress.SecureShell ssh) {
            return secureShell(ssh, environment);
        }
        EngineAddress.Network network = (EngineAddress.Network) target.address();
        return target.tls().isPresent() ? encrypted(network, target.tls().get())
                : plain(network);
    }

    /**
     * The same with more headers on every request, as docker sends those of its {@code config.json}.
     *
     * @throws dev.jimg.config.ConfigException also if one of them cannot be sent
     */
    public static Transport open(EngineTarget target, Environment environment, Map<String, String> headers) {
        return HeadedTransport.of(open(target, environment), headers);
    }

    /** The same for an address by itself; whether TLS is spoken there, the environment says. */
    public static Transport open(String address, Environment environment) {
        return open(EngineTarget.of(address, environment), environment);
    }

    /**
     * A connection is used once: to open one costs microseconds, and okhttp asks a connection that was idle for a while
     * whether it is still alive in a way that hangs on a channel (a read with a socket timeout).
     */
    private static Transport socketFile(EngineAddress.UnixSocket address) {
        OkHttpClient client = ClientTransport.builder()
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                .socketFactory(new UnixSocketFactory(address.path()))
                .dns(host -> List.of(InetAddress.getLoopbackAddress()))
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.MILLISECONDS))
                .build();
        return new ClientTransport(client, HttpUrl.get("http://localhost/"), address.url(), HERE, () -> {});
    }

    private static Transport plain(EngineAddress.Network network) {
        OkHttpClient client = ClientTransport.builder().connectionSpecs(List.of(ConnectionSpec.CLEARTEXT)).build();
        return new ClientTransport(client, url("http", network, false), network.url(), NEAR, () -> {});
    }

    private static Transport encrypted(EngineAddress.Network network, EngineTls tls) {
        TlsMaterial material = tls.material();
        OkHttpClient.Builder client = ClientTransport.builder()
                .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.COMPATIBLE_TLS))
                .sslSocketFactory(material.socketFactory(), material.trust());
        if (!tls.verify()) {
            client.hostnameVerifier((name, session) -> true);
        }
        if (tls.files().map(files -> files.clients().isEmpty()).orElse(true)) {
            client.addNetworkInterceptor(Transports::suspectCertificate);
        }
        return new ClientTransport(client.build(), url("https", network, true), network.url(), NEAR, () -> {});
    }

    /**
     * In TLS 1.3 a server looks for the client's certificate when for the client the handshake is over: it may have
     * closed the connection before its alert is read, and then there is only a broken pipe.
     */
    private static Response suspectCertificate(Interceptor.Chain chain) throws IOException {
        try {
            return chain.proceed(chain.request());
        } catch (SocketException e) {
            if (chain.call().isCanceled()) {
                throw e;
            }
            TunnelException suspicion = new TunnelException(EngineException.Kind.DENIED, "the engine closed the"
                    + " connection after the TLS handshake; perhaps it wants a client certificate",
                    WayErrors.CERTIFICATE_ADVICE);
            suspicion.initCause(e);
            throw suspicion;
        }
    }

    private static Transport secureShell(EngineAddress.SecureShell address, Environment environment) {
        SshRoute route = new SshRoute(address, environment);
        OkHttpClient client = ClientTransport.builder()
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                .connectTimeout(SSH_CONNECT)
                .socketFactory(route)
                // One address: each that localhost has would be tried, with a log-in for each.
                .dns(name -> List.of(InetAddress.getLoopbackAddress()))
                .build();
        return new ClientTransport(client, HttpUrl.get("http://localhost/"), address.url(), FAR,
                route::closeAll);
    }

    private static HttpUrl url(String scheme, EngineAddress.Network network, boolean tls) {
        return new HttpUrl.Builder()
                .scheme(scheme)
                .host(network.host())
                .port(network.portOr(tls))
                .addPathSegments(network.prefix().isEmpty() ? "" : network.prefix().substring(1))
                .build();
    }
}
