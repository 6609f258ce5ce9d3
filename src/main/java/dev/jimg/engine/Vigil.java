package dev.jimg.engine;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/**
 * Calls that may take as long as they take, to engines that work: one that has said nothing for a while is asked on
 * another connection whether it is there, and if that is not answered either, the call ends. Work and a hang look the
 * same from here otherwise.
 */
final class Vigil implements Interceptor {

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final ScheduledThreadPoolExecutor CLOCK = clock(work -> daemon(work, "jimg-vigil"));

    private final OkHttpClient brisk;
    private final HttpUrl ping;
    private final Duration silence;
    private final ScheduledThreadPoolExecutor clock;
    private final ThreadFactory pingers;

    /**
     * @param brisk what the engine is asked by
     * @param ping an address that any engine answers at once, whatever it says
     * @param silence how long it may say nothing, and how long it may take to answer that
     */
    Vigil(OkHttpClient brisk, HttpUrl ping, Duration silence) {
        this(brisk, ping, silence, CLOCK, work -> daemon(work, "jimg-ping"));
    }

    /**
     * @param clock waits
     * @param pingers make the threads that ask
     */
    Vigil(OkHttpClient brisk, HttpUrl ping, Duration silence, ScheduledThreadPoolExecutor clock,
            ThreadFactory pingers) {
        this.clock = clock;
        this.pingers = pingers;
        this.brisk = brisk.newBuilder().callTimeout(silence).build();
        this.ping = ping;
        this.silence = silence;
    }

    /** Its one thread ends when nothing is watched. */
    static ScheduledThreadPoolExecutor clock(ThreadFactory threads) {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, threads);
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(1, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        return clock;
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Watch watch = watch(chain.call());
        boolean open = false;
        try {
            Response response = chain.proceed(chain.request());
            watch.heard = true;
            if (response.code() == SWITCHING_PROTOCOLS) {
                // Who reads that connection watches it, see watch.
                return response;
            }
            open = true;
            return response.newBuilder().body(new WatchedBody(response.body(), watch)).build();
        } catch (IOException e) {
            throw watch.reason(e);
        } finally {
            if (!open) {
                watch.end();
            }
        }
    }

    /** Watches one from now on: also a connection that a call has become, and that may be silent for hours. */
    Watch watch(Call call) {
        Watch watch = new Watch(call);
        watch.goOn();
        return watch;
    }

    /** Of one call. */
    final class Watch {

        private final Call call;
        private volatile boolean heard;
        private volatile boolean lost;
        private boolean over;
        private Future<?> next;

        private Watch(Call call) {
            this.call = call;
        }

        /** The source, whose every piece is a sign of life, and whose end is the end of this. */
        Source over(Source source) {
            return new WatchedSource(source, this);
        }

        synchronized void goOn() {
            if (over) {
                return;
            }
            next = null;
            try {
                next = clock.schedule(this::look, silence.toNanos(), TimeUnit.NANOSECONDS);
            } catch (OutOfMemoryError e) {
                // No thread can be made now. It is in the queue all the same, for the one that is made next.
            }
        }

        synchronized void end() {
            over = true;
            if (next != null) {
                next.cancel(false);
            }
        }

        private synchronized boolean isOver() {
            return over;
        }

        private void look() {
            if (isOver()) {
                return;
            }
            if (heard) {
                heard = false;
                goOn();
            } else {
                try {
                    pingers.newThread(this::ask).start();
                } catch (OutOfMemoryError e) {
                    // No thread can be made now: asked later, the call is still watched.
                    goOn();
                }
            }
        }

        private void ask() {
            try {
                brisk.newCall(new Request.Builder().url(ping).build()).execute().close();
                goOn();
            } catch (IOException e) {
                if (heard) {
                    goOn();
                } else if (!isOver()) {
                    lost = true;
                    call.cancel();
                }
            }
        }

        IOException reason(IOException thrown) {
            if (!lost) {
                return thrown;
            }
            SocketTimeoutException silent = new SocketTimeoutException("it does not answer a ping either");
            silent.addSuppressed(thrown);
            return silent;
        }
    }

    /** Tells the watch of every piece that comes. */
    private static final class WatchedBody extends ResponseBody {

        private final ResponseBody body;
        private final BufferedSource source;

        WatchedBody(ResponseBody body, Watch watch) {
            this.body = body;
            this.source = Okio.buffer(watch.over(body.source()));
        }

        @Override
        public MediaType contentType() {
            return body.contentType();
        }

        @Override
        public long contentLength() {
            return body.contentLength();
        }

        @Override
        public BufferedSource source() {
            return source;
        }
    }

    private static final class WatchedSource extends ForwardingSource {

        private final Watch watch;

        WatchedSource(Source source, Watch watch) {
            super(source);
            this.watch = watch;
        }

        @Override
        public long read(Buffer sink, long most) throws IOException {
            try {
                long count = super.read(sink, most);
                watch.heard = true;
                return count;
            } catch (IOException e) {
                throw watch.reason(e);
            }
        }

        @Override
        public void close() throws IOException {
            watch.end();
            super.close();
        }
    }
}
