package dev.jimg.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What watches calls goes on where no thread can be made for a while. */
class VigilTest {

    private static final Duration SILENCE = Duration.ofMillis(100);
    private static final int BOUND_SECONDS = 30;

    private ServerSocket silent;
    private HttpUrl url;

    @BeforeEach
    void listen() throws IOException {
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        url = HttpUrl.get("http://127.0.0.1:" + silent.getLocalPort() + "/");
    }

    @AfterEach
    void close() throws IOException {
        silent.close();
    }

    @Test
    @Timeout(BOUND_SECONDS)
    void asksLaterWhereNoThreadCanBeMadeToAsk() {
        Scarce pingers = new Scarce(3);
        assertThrows(SocketTimeoutException.class, () -> call(Vigil.clock(Thread::new), pingers));
        assertTrue(pingers.wanted.get() > 3, "it asked all the same");
    }

    /** The first call goes unwatched for now; the second brings a thread, for both. */
    @Test
    @Timeout(BOUND_SECONDS)
    void watchesAsSoonAsThereIsAThreadToWait() throws Exception {
        Scarce clocks = new Scarce(1);
        ScheduledThreadPoolExecutor clock = Vigil.clock(clocks);
        CountDownLatch first = new CountDownLatch(1);
        Thread early = new Thread(() -> {
            assertThrows(SocketTimeoutException.class, () -> call(clock, Thread::new));
            first.countDown();
        });
        early.start();
        silent.setSoTimeout((int) TimeUnit.SECONDS.toMillis(BOUND_SECONDS));
        // It connects when its watch was refused a thread.
        Socket connection = silent.accept();
        assertThrows(SocketTimeoutException.class, () -> call(clock, Thread::new));
        assertTrue(first.await(BOUND_SECONDS, TimeUnit.SECONDS), "the first one was given up too");
        connection.close();
        assertEquals(2, clocks.wanted.get());
    }

    /** Whoever is there does not answer, whatever it is asked. */
    private void call(ScheduledThreadPoolExecutor clock, ThreadFactory pingers) throws IOException {
        OkHttpClient client = new OkHttpClient.Builder().readTimeout(Duration.ZERO).build();
        Vigil vigil = new Vigil(client, url, SILENCE, clock, pingers);
        client.newBuilder().addInterceptor(vigil).build().newCall(new Request.Builder().url(url).build()).execute()
                .close();
    }

    /** Makes no threads, as where the machine has no more of them, and then such as are wanted. */
    private static final class Scarce implements ThreadFactory {

        final AtomicInteger wanted = new AtomicInteger();
        private final int none;

        Scarce(int none) {
            this.none = none;
        }

        @Override
        public Thread newThread(Runnable work) {
            if (wanted.incrementAndGet() <= none) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }
    }
}
