package dev.jimg.engine;

import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * A way to an engine. Opening one connects nothing: each request finds out for itself whether somebody listens, so that
 * an engine that was restarted is found again without any doing.
 */
public interface Transport extends AutoCloseable {

    /**
     * Does not follow redirects. Its read timeout is the longest silence within an answer that is no stream; streams
     * switch it off.
     */
    OkHttpClient client();

    /** What the paths of the API are below. Its host is only for the Host header where the way is no TCP connection. */
    HttpUrl base();

    /** The address as a person wrote it, without secrets: {@code unix:///var/run/docker.sock}. */
    String shown();

    /** In which an engine that works answers a ping, also where that takes a new connection. */
    Duration promptness();

    /** Ends connections, and whatever carries them. */
    @Override
    void close();
}
