package dev.jimg.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.config.Environment;
import dev.jimg.oci.Reference;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.CancellationScope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of an engine to clear away after a cancellation. */
final class ClearingTest {

    private static final Environment NO_SETTINGS =
            new Environment(Map.of(), Path.of("/nowhere"), Path.of("/nowhere"));
    /** Longer than an engine on this machine is waited for. */
    private static final long SLOW_MILLIS = 700;

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** A way on which a ping may take so long. */
    private record Way(Transport way, Duration promptness) implements VariedTransport {}

    private EngineClient connect(Duration promptness) throws InterruptedException {
        server.enqueue(new MockResponse.Builder().body("{\"Version\":\"9.9\",\"ApiVersion\":\"1.41\","
                + "\"MinAPIVersion\":\"1.12\",\"Os\":\"linux\",\"Arch\":\"arm64\"}").build());
        EngineClient client = EngineClient.connect(
                new Way(Transports.open("tcp://127.0.0.1:" + server.getPort(), NO_SETTINGS), promptness));
        server.takeRequest();
        return client;
    }

    private static void clear(Runnable work) {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        CancellationScope.run(cancellation, () -> CancellationScope.clearAway(work));
    }

    private static void tag(EngineClient client) {
        client.tag("a", Reference.parse("b:1"));
    }

    @Test
    void anEngineFarAwayIsAskedOnceAndGivenItsTime() throws InterruptedException {
        try (EngineClient client = connect(Duration.ofMinutes(1))) {
            server.enqueue(new MockResponse.Builder().body("OK").headersDelay(SLOW_MILLIS, TimeUnit.MILLISECONDS)
                    .build());
            server.enqueue(new MockResponse.Builder().build());
            server.enqueue(new MockResponse.Builder().build());
            clear(() -> {
                tag(client);
                CancellationScope.run(Cancellation.none(), () -> CancellationScope.clearAway(() -> tag(client)));
            });
            assertEquals("/_ping", server.takeRequest().getTarget());
            assertTrue(server.takeRequest().getTarget().contains("/tag"));
            assertTrue(server.takeRequest().getTarget().contains("/tag"));
            assertEquals(4, server.getRequestCount());
        }
    }

    @Test
    void oneThatStandsStillIsAskedOnce() throws InterruptedException {
        try (EngineClient client = connect(Duration.ofMillis(200))) {
            MockResponse silence = new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();
            server.enqueue(silence);
            server.enqueue(silence);
            clear(() -> {
                assertThrows(CancellationException.class, () -> tag(client));
                assertThrows(CancellationException.class, () -> tag(client));
            });
            assertTrue(server.getRequestCount() <= 2, "asks " + server.getRequestCount());
        }
    }

    @Test
    void theWayDecidesHowLongAPingMayTake() {
        List<Duration> times = List.of("unix:///s", "tcp://h", "ssh://h").stream()
                .map(address -> Transports.open(address, NO_SETTINGS).promptness()).toList();
        assertEquals(times.stream().sorted().distinct().toList(), times);
        assertTrue(times.get(2).compareTo(Duration.ofSeconds(2)) >= 0, "a log-in takes its time");
    }
}
