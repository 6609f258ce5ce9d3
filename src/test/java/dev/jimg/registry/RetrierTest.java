package dev.jimg.registry;

import static dev.jimg.registry.ScriptedRegistry.json;
import static dev.jimg.registry.ScriptedRegistry.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.config.Environment;
import dev.jimg.registry.RegistryException.Kind;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetrierTest {

    private static final String TAGS = "{\"name\":\"a/b\",\"tags\":[\"1\"]}";
    private final RegistryClient client = Clients.anonymous();

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void asksAgainUntilItPasses(int code) {
        AtomicInteger count = new AtomicInteger();
        try (ScriptedRegistry registry = new ScriptedRegistry(
                request -> count.getAndIncrement() < 4 ? status(code) : json(TAGS))) {
            assertEquals(List.of("1"), client.tags(registry.reference("a/b"), 0, Cancellation.none()).names());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 429})
    void asksNoMoreThanFiveTimes(int code) {
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> status(code))) {
            RegistryException e = tags(registry, Cancellation.none());
            assertEquals(code == 429 ? Kind.RATE_LIMITED : Kind.REMOTE, e.kind());
            assertEquals(5, registry.requests().size());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 501})
    void asksOnceWhatWillNotPass(int code) {
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> status(code))) {
            tags(registry, Cancellation.none());
            assertEquals(1, registry.requests().size());
        }
    }

    @Test
    void waitsAsLongAsTheRegistryAsks() {
        AtomicInteger count = new AtomicInteger();
        try (ScriptedRegistry registry = new ScriptedRegistry(
                request -> count.getAndIncrement() == 0 ? status(429, "Retry-After: 1") : json(TAGS))) {
            long start = System.nanoTime();
            client.tags(registry.reference("a/b"), 0, Cancellation.none());
            assertTrue(System.nanoTime() - start >= Duration.ofSeconds(1).toNanos());
        }
    }

    @Test
    void doesNotWaitForHoursButSaysWhenToComeBack() {
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> status(429, "Retry-After: 7200"))) {
            RegistryException e = tags(registry, Cancellation.none());
            assertEquals("Come back in 2 hours.", e.advice());
            assertEquals(1, registry.requests().size());
        }
    }

    @Test
    void doesNotWaitForASpentAllowance() {
        try (ScriptedRegistry registry = new ScriptedRegistry(
                request -> status(429, "ratelimit-remaining: 0;w=21600"))) {
            assertEquals(Kind.RATE_LIMITED, tags(registry, Cancellation.none()).kind());
            assertEquals(1, registry.requests().size());
        }
    }

    @Test
    void aCancellationEndsTheWait() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Cancellation cancellation = new Cancellation();
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> {
            asked.countDown();
            return status(503, "Retry-After: 50");
        })) {
            Thread canceller = new Thread(() -> {
                try {
                    asked.await();
                    cancellation.cancel();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            canceller.start();
            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertThrows(CancellationException.class,
                    () -> client.tags(registry.reference("a/b"), 0, cancellation)));
            canceller.join();
        }
    }

    @Test
    void aCancellationBreaksACallThatGetsNoAnswer() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Cancellation cancellation = new Cancellation();
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> {
            asked.countDown();
            awaitUninterrupted(never);
            return status(200);
        })) {
            Thread canceller = new Thread(() -> {
                awaitUninterrupted(asked);
                cancellation.cancel();
            });
            canceller.start();
            assertTimeoutPreemptively(Duration.ofSeconds(4), () -> assertThrows(CancellationException.class,
                    () -> client.tags(registry.reference("a/b"), 0, cancellation)));
            canceller.join();
            never.countDown();
        }
    }

    @Test
    void nobodyListeningIsSaidAtOnce() {
        ScriptedRegistry registry = new ScriptedRegistry(request -> status(200));
        registry.close();
        RegistryException e = tags(registry, Cancellation.none());
        assertEquals(Kind.UNREACHABLE, e.kind());
        assertEquals("nobody listens at " + registry.domain() + " (connection refused)", e.why());
        assertEquals("Is the registry running on this machine, and is that its port?", e.advice());
    }

    /** A server that accepts nobody drops who comes when its queue is full. */
    @Test
    void aConnectionThatNeverStandsIsTriedOnce() throws IOException {
        List<Socket> queued = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            SocketTimeoutException timeout = assertThrows(SocketTimeoutException.class, () -> {
                for (int i = 0; i < 100; i++) {
                    Socket socket = new Socket();
                    queued.add(socket);
                    socket.connect(full.getLocalSocketAddress(), 200);
                }
            });
            assertFalse(Retrier.mayPass(timeout), timeout.getMessage());
            assertTrue(Retrier.mayPass(new SocketTimeoutException("Read timed out")));
        } finally {
            for (Socket socket : queued) {
                socket.close();
            }
        }
    }

    @Test
    void aSilentRegistryIsGivenUpAfterTheIdleTime() {
        CountDownLatch never = new CountDownLatch(1);
        Path nowhere = Path.of("/nonexistent");
        RegistryOptions options = RegistryOptions.of(new Environment(Map.of(), nowhere, nowhere))
                .withTimes(Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofMillis(1));
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> {
            awaitUninterrupted(never);
            return status(200);
        })) {
            RegistryException e = assertThrows(RegistryException.class, () -> new RegistryClient(options)
                    .tags(registry.reference("a/b"), 0, Cancellation.none()));
            assertEquals("no answer from " + registry.domain() + " (timed out)", e.why());
            never.countDown();
        }
    }

    @Test
    void readsRetryAfterAsSecondsAndAsADate() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        assertEquals(Duration.ofSeconds(120), RetryAfter.parse("120", now).orElseThrow());
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.plusSeconds(90).atOffset(ZoneOffset.UTC));
        assertEquals(Duration.ofSeconds(90), RetryAfter.parse(date, now).orElseThrow());
        assertEquals(Duration.ZERO, RetryAfter.parse("Wed, 01 Jan 2020 00:00:00 GMT", now).orElseThrow());
        assertTrue(RetryAfter.parse("soon", now).isEmpty());
        assertTrue(RetryAfter.parse("-1", now).isEmpty());
    }

    private RegistryException tags(ScriptedRegistry registry, Cancellation cancellation) {
        return assertThrows(RegistryException.class,
                () -> client.tags(registry.reference("a/b"), 0, cancellation));
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
