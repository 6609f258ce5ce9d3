package dev.jimg.tui.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkersTest {

    private final Workers workers = new Workers();
    private final List<String> reported = new CopyOnWriteArrayList<>();

    @Test
    void whatIsInterruptedAtTheEndTellsNobody() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Thread thread = run(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        });
        workers.close();
        thread.join(TimeUnit.SECONDS.toMillis(30));
        assertFalse(thread.isAlive());
        assertEquals(List.of(), reported);
    }

    @Test
    void aFaultBeforeTheEndIsReported() throws Exception {
        Thread thread = run(() -> {
            throw new IllegalStateException("a fault");
        });
        thread.join(TimeUnit.SECONDS.toMillis(30));
        workers.close();
        assertEquals(List.of("a fault"), reported);
    }

    private Thread run(Runnable work) throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        workers.run(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((which, fault) -> reported.add(fault.getMessage()));
            thread.complete(Thread.currentThread());
            work.run();
        });
        return thread.get(30, TimeUnit.SECONDS);
    }
}
