package dev.jimg.engine;

import java.net.InetAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** Plain HTTP over a socket file or a TCP connection. */
final class SocketTransport implements Transport {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** An engine under load takes its time for a list or for a deletion, but it does not take minutes. */
    private static final Duration SILENCE = Duration.ofMinutes(2);
    private static final int IDLE_CONNECTIONS = 4;

    private final OkHttpClient client;
    private final HttpUrl base;
    private final String shown;

    private SocketTransport(OkHttpClient client, HttpUrl base, String shown) {
        this.client = client;
        this.base = base;
        this.shown = shown;
    }

    /**
     * Over a socket file. A connection is used once: to open one costs microseconds, and okhttp asks a connection that
     * was idle for a while whether it is still alive in a way that hangs on a channel (a read with a socket timeout).
     */
    static Transport unix(String path, String shown) {
        OkHttpClient client = basic()
                .socketFactory(new UnixSocketFactory(path))
                .dns(host -> List.of(InetAddress.getLoopbackAddress()))
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.MILLISECONDS))
                .build();
        return new SocketTransport(client, HttpUrl.get("http://localhost/"), shown);
    }

    static Transport tcp(HttpUrl base, String shown) {
        OkHttpClient client = basic()
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
                .build();
        return new SocketTransport(client, base, shown);
    }

    /** No proxy: docker too goes straight to the engine whatever HTTP_PROXY says. */
    private static OkHttpClient.Builder basic() {
        return new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                .followRedirects(false)
                .proxy(Proxy.NO_PROXY)
                .connectTimeout(CONNECT)
                .readTimeout(SILENCE)
                .writeTimeout(SILENCE);
    }

    @Override
    public OkHttpClient client() {
        return client;
    }

    @Override
    public HttpUrl base() {
        return base;
    }

    @Override
    public String shown() {
        return shown;
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
    }
}
