package dev.jimg.tui.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.testing.Await;
import dev.jimg.transfer.Cancellation;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** When the app makes ready for a first transfer, and when it does not. */
class WarmUpTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final AtomicInteger rehearsals = new AtomicInteger();
    private final AtomicReference<Cancellation> given = new AtomicReference<>();
    private final Queue<Runnable> later = new ArrayDeque<>();

    @Test
    void comesOnceAfterTheFirstList() {
        WarmUp warmUp = new WarmUp(this::service, later::add);
        assertEquals(0, later.size());
        warmUp.listed();
        warmUp.listed();
        runLater();
        assertEquals(1, rehearsals.get());
    }

    @Test
    void comesAgainForAnotherServiceAlsoAfterATransferOnTheOneBefore() {
        WarmUp warmUp = new WarmUp(this::service, later::add);
        warmUp.listed();
        runLater();
        warmUp.transferBegins();
        warmUp.switched();
        warmUp.listed();
        warmUp.listed();
        runLater();
        assertEquals(2, rehearsals.get());
        assertFalse(given.get().isCancelled());
    }

    @Test
    void staysAtItsEndAlsoWhenAnotherServiceComesLate() {
        WarmUp warmUp = new WarmUp(this::service, later::add);
        warmUp.close();
        warmUp.switched();
        warmUp.listed();
        runLater();
        assertEquals(0, rehearsals.get());
    }

    @Test
    void leavesTheProcessorsToATransferThatBeginsBeforeIt() {
        WarmUp warmUp = new WarmUp(this::service, later::add);
        warmUp.transferBegins();
        warmUp.listed();
        runLater();
        assertEquals(0, rehearsals.get());
    }

    @Test
    void isNoLongerWantedByAnAppThatEndsOrPullsMeanwhile() {
        WarmUp warmUp = new WarmUp(this::service, later::add);
        warmUp.listed();
        warmUp.close();
        runLater();
        assertEquals(0, rehearsals.get());
    }

    @Test
    void stopsWhenATransferBegins() {
        WarmUp warmUp = new WarmUp(this::service, later::add);
        warmUp.listed();
        runLater();
        warmUp.transferBegins();
        assertTrue(given.get().isCancelled());
    }

    @Test
    void saysNothingOfAServiceThatHasGone() {
        WarmUp warmUp = new WarmUp(() -> {
            throw new Failure(Failure.Kind.UNREACHABLE, "open", "the service", "it has gone", "");
        }, later::add);
        warmUp.listed();
        runLater();
        assertEquals(0, rehearsals.get());
    }

    @Test
    void runsBesideTheScreenAShortTimeLater() {
        new WarmUp(this::service).listed();
        Await.until(BOUND, "it made ready", () -> rehearsals.get() == 1);
    }

    private void runLater() {
        while (!later.isEmpty()) {
            later.remove().run();
        }
    }

    private ImageService service() {
        return (ImageService) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {ImageService.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("rehearse")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    given.set((Cancellation) arguments[0]);
                    rehearsals.incrementAndGet();
                    return null;
                });
    }
}
