package dev.jimg.rootfs;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Exchanges two paths in an endless loop, so that each is now one and now the other, and never gone. */
final class Exchange implements Runnable {

    private static final int AT_CWD = -100;
    private static final int RENAME_EXCHANGE = 2;
    private static final LibC LIBC = Native.load("c", LibC.class);

    private final String one;
    private final String other;
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile boolean ended;
    private volatile int count;

    Exchange(Path one, Path other) {
        this.one = one.toString();
        this.other = other.toString();
    }

    interface LibC extends Library {
        int renameat2(int fromDirectory, String from, int toDirectory, String to, int flags);
    }

    @Override
    public void run() {
        int done = 0;
        while (!ended) {
            if (LIBC.renameat2(AT_CWD, one, AT_CWD, other, RENAME_EXCHANGE) == 0) {
                count = ++done;
            }
            begun.countDown();
        }
        if (done % 2 == 1) {
            LIBC.renameat2(AT_CWD, one, AT_CWD, other, RENAME_EXCHANGE);
        }
    }

    void awaitBegun() throws InterruptedException {
        if (!begun.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("did not begin");
        }
    }

    void end() {
        ended = true;
    }

    int count() {
        return count;
    }
}
