package dev.jimg.backend.store;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.Await;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ConnectionsTest {

    private final Connections connections = new Connections();

    private void takeAll() {
        for (int i = 0; i < Connections.MOST; i++) {
            assertTrue(connections.tryEnter());
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
}
