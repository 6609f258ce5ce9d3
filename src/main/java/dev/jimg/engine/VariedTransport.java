package dev.jimg.engine;

import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** A way to an engine that is another one but for what it does itself. */
public interface VariedTransport extends Transport {

    /** The other one; it is closed with this. */
    Transport way();

    @Override
    default OkHttpClient client() {
        return way().client();
    }

    @Override
    default HttpUrl base() {
        return way().base();
    }

    @Override
    default String shown() {
        return way().shown();
    }

    @Override
    default Duration promptness() {
        return way().promptness();
    }

    @Override
    default void close() {
        way().close();
    }
}
