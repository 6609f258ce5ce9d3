package dev.jimg.engine;

import dev.jimg.transfer.DebugLog;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;

/** A transport that is a client, a base address, and something to end with them. */
record ClientTransport(OkHttpClient client, HttpUrl base, String shown, Duration promptness, Runnable ending)
        implements Transport {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** An engine under load takes its time for a list or for a deletion, but it does not take minutes. */
    private static final Duration SILENCE = Duration.ofMinutes(2);
    /** Of an answer that comes so slowly that it is none; what is large or long has bounds of its own. */
    private static final Duration WHOLE = SILENCE.multipliedBy(2);
    private static final int IDLE_CONNECTIONS = 4;

    /** No proxy: docker too goes straight to the engine whatever HTTP_PROXY says. */
    static OkHttpClient.Builder builder() {
        return new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .addInterceptor(chain -> DebugLog.watched(chain.request().method(),
                        chain.request().url().toString(), () -> chain.proceed(chain.request()), Response::code))
                .followRedirects(false)
                .followSslRedirects(false)
                .proxy(Proxy.NO_PROXY)
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
                .connectTimeout(CONNECT)
                .callTimeout(WHOLE)
                .readTimeout(SILENCE)
                .writeTimeout(SILENCE);
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
        ending.run();
    }
}
