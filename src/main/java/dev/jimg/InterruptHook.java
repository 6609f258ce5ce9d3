package dev.jimg;

import dev.jimg.transfer.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C (and SIGTERM, SIGHUP) does to a command: asks it to stop, and gives it a moment to end cleanly before the
 * JVM goes. The exit status is then the signal's, as every shell expects.
 */
final class InterruptHook extends Thread {

    /** For a build to end what it runs and to clear away after it. */
    private static final long PATIENCE_MILLIS = 3_000;

    private final Cancellation cancellation;
    private final CountDownLatch ended = new CountDownLatch(1);

    InterruptHook(Cancellation cancellation) {
        super("jimg-interrupt");
        this.cancellation = cancellation;
    }

    /** The command is over, one way or the other. */
    void commandEnded() {
        ended.countDown();
    }

    @Override
    public void run() {
        cancellation.cancel();
        try {
            ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
