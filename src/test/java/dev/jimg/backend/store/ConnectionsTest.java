package dev.jimg.backend.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ConnectionsTest {

    private static final long WINDOW_MILLIS = 100;
    private static final long SLOW = 20_000_000;
    private static final long FAST = 60_000_000;

    private final AtomicLong clock = new AtomicLong();
    private final List<Integer> limits = new ArrayList<>();
    private final Connections connections = new Connections(clock::get, limits::add);

    private void takeAll() {
        while (connections.isSpare()) {
            assertTrue(connections.tryEnter());
        }
    }

    /** All that there may be are busy for so long, and each brings so many bytes a second. */
    private void bring(int windows, long bytesPerSecond) {
        for (int i = 0; i < windows; i++) {
            takeAll();
            clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(WINDOW_MILLIS));
            connections.moved(bytesPerSecond * connections.limit() * WINDOW_MILLIS / 1000);
        }
    }

    @Test
    void thereAreSoManyAndNoMore() {
        takeAll();
        assertFalse(connections.tryEnter());
        connections.leave();
        assertTrue(connections.tryEnter());
    }

    @Test
    void aLayerWithoutOneGetsTheNext() throws Exception {
        takeAll();
        CompletableFuture<Void> layer = CompletableFuture.runAsync(connections::enter);
        Await.until(Duration.ofSeconds(30), "it waits", connections::areMissed);
        assertFalse(layer.isDone());
        connections.leave();
        layer.get(30, TimeUnit.SECONDS);
        assertFalse(connections.areMissed());
        assertFalse(connections.tryEnter());
    }

    @Test
    void whereEachBringsLittleThereAreMore() {
        bring(2, SLOW);
        assertEquals(List.of(Connections.MOST), limits);
        takeAll();
        assertFalse(connections.tryEnter());
    }

    @Test
    void moreOfThemStayWhereTheyBringMore() {
        bring(20, SLOW);
        assertEquals(List.of(Connections.MOST), limits);
        assertFalse(connections.areMissed());
    }

    @Test
    void whereMoreBringNoMoreThereAreAsManyAsBeforeForGood() {
        bring(2, SLOW);
        bring(10, SLOW * Connections.FIRST / Connections.MOST);
        assertEquals(List.of(Connections.MOST, Connections.FIRST), limits);
        assertTrue(connections.areMissed(), "who has several leaves one");
        for (int i = Connections.FIRST; i < Connections.MOST; i++) {
            connections.leave();
        }
        assertFalse(connections.areMissed());
        assertFalse(connections.tryEnter());
        bring(10, SLOW);
        assertEquals(2, limits.size());
    }

    @Test
    void whereNoThreadsCanBeMadeForMoreThereAreAsManyAsBefore() {
        Connections poor = new Connections(clock::get, limit -> {
            limits.add(limit);
            if (limit > Connections.FIRST) {
                throw new OutOfMemoryError("unable to create native thread");
            }
        });
        for (int i = 0; i < Connections.FIRST; i++) {
            assertTrue(poor.tryEnter());
        }
        for (int i = 0; i < 20; i++) {
            clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(WINDOW_MILLIS));
            poor.moved(SLOW * Connections.FIRST * WINDOW_MILLIS / 1000);
        }
        assertEquals(List.of(Connections.MOST, Connections.FIRST), limits);
        assertEquals(Connections.FIRST, poor.limit());
        assertFalse(poor.tryEnter());
        poor.leave();
        assertTrue(poor.tryEnter());
    }

    @Test
    void whereEachBringsMuchThereAreNoMore() {
        bring(20, FAST);
        assertEquals(List.of(), limits);
    }

    @Test
    void whereNotAllAreBusyThereAreNoMore() {
        assertTrue(connections.tryEnter());
        for (int i = 0; i < 20; i++) {
            clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(WINDOW_MILLIS));
            connections.moved(SLOW * WINDOW_MILLIS / 1000);
        }
        assertEquals(List.of(), limits);
    }

    @Test
    void aLayerThatWaitsGetsOneOfThoseThatAreMore() throws Exception {
        takeAll();
        CompletableFuture<Void> layer = CompletableFuture.runAsync(connections::enter);
        Await.until(Duration.ofSeconds(30), "it waits", connections::areMissed);
        bring(2, SLOW);
        layer.get(30, TimeUnit.SECONDS);
    }
}
