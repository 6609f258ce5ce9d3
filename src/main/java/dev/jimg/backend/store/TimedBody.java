package dev.jimg.backend.store;

import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * What a server sends, with an end to waiting for it: the JDK's client has a limit for the answer's head only. Closing
 * its stream from another thread is what wakes a reader up.
 */
final class TimedBody extends InputStream {

    private final InputStream body;
    private final Duration silence;
    private final Cancellation cancellation;
    private final Cancellation.Registration registration;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "jimg-download-watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean silent;

    /** @param silence how long a read may wait */
    TimedBody(InputStream body, Duration silence, Cancellation cancellation) {
        this.body = body;
        this.silence = silence;
        this.cancellation = cancellation;
        this.registration = cancellation.onCancel(this::breakOff);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        ScheduledFuture<?> alarm = watch.schedule(this::fallSilent, silence.toMillis(), TimeUnit.MILLISECONDS);
        int read;
        try {
            read = body.read(buffer, offset, length);
        } catch (IOException e) {
            check();
            throw e;
        } finally {
            alarm.cancel(false);
        }
        // A stream that was closed under its reader may also just end.
        check();
        return read;
    }

    private void check() throws IOException {
        cancellation.check();
        if (silent) {
            throw new IOException("the server has sent nothing for " + silence.toSeconds() + " seconds");
        }
    }

    private void fallSilent() {
        silent = true;
        breakOff();
    }

    private void breakOff() {
        try {
            body.close();
        } catch (IOException e) {
            // It was to be broken off.
        }
    }

    @Override
    public void close() throws IOException {
        registration.close();
        watch.shutdownNow();
        body.close();
    }
}
