package dev.jimg.registry;

import static dev.jimg.registry.ScriptedRegistry.bytes;
import static dev.jimg.registry.ScriptedRegistry.cut;
import static dev.jimg.registry.ScriptedRegistry.describe;
import static dev.jimg.registry.ScriptedRegistry.random;
import static dev.jimg.registry.ScriptedRegistry.ranged;
import static dev.jimg.registry.ScriptedRegistry.status;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.registry.RegistryException.Kind;
import dev.jimg.testing.ReopenedPort;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javax.net.ssl.SSLHandshakeException;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that goes away in the middle of a transfer. */
class PatienceTest {

    private static final byte[] BLOB = random(400_000);
    private static final int FIRST_PART = 100_000;
    /** So long that no test lives to see its end. */
    private static final Duration LONG = Duration.ofSeconds(10);

    private final RegistryClient client = Clients.anonymous();
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private ScriptedRegistry registry;

    @AfterEach
    void stop() {
        client.close();
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    void goesOnWhenTheRegistryIsBack() throws IOException {
        start(request -> cut(bytes(BLOB), BLOB, FIRST_PART));
        int port = registry.server.getPort();
        Patience patience = new Patience((time, asked) -> {
            waits.add(time);
            if (waits.size() == 1) {
                registry = new ScriptedRegistry(null, port, request -> ranged(request, BLOB).build());
            }
        });
        try (BlobStream in = open(patience, Cancellation.none())) {
            byte[] came = new byte[BLOB.length];
            came[0] = (byte) in.read();
            registry.close();
            in.readNBytes(came, 1, BLOB.length - 1);
            assertArrayEquals(BLOB, came);
        }
        assertEquals(1, waits.size());
    }

    @Test
    void whoNeverAnsweredIsNotWaitedFor() {
        start(request -> status(200));
        registry.close();
        RegistryException e = assertThrows(RegistryException.class, () -> open(hearing(), Cancellation.none()));
        assertEquals("nobody listens at " + registry.domain() + " (connection refused)", e.why());
        assertEquals(List.of(), waits);
    }

    @Test
    void whatIsAskedForOnceIsNotWaitedFor() {
        start(request -> status(404));
        assertThrows(RegistryException.class, () -> open(Patience.NONE, Cancellation.none()));
        registry.close();
        RegistryException e = assertThrows(RegistryException.class, () -> open(Patience.NONE, Cancellation.none()));
        assertEquals(Kind.UNREACHABLE, e.kind());
    }

    /** The time of a client of these tests is half a second. */
    @Test
    void whoDoesNotComeBackIsGivenUpWithTheReasonItself() {
        start(request -> status(404));
        assertThrows(RegistryException.class, () -> open(Patience.NONE, Cancellation.none()));
        registry.close();
        RegistryException e = assertTimeoutPreemptively(LONG,
                () -> assertThrows(RegistryException.class, () -> open(hearing(), Cancellation.none())));
        assertEquals("nobody listens at " + registry.domain() + " (connection refused)", e.why());
        assertFalse(waits.isEmpty());
    }

    @Test
    void aCancellationEndsTheWaitAtOnce() {
        start(request -> status(503, "Retry-After: 50"));
        Cancellation cancellation = new Cancellation();
        Patience patience = new Patience((time, asked) -> {
            assertTrue(asked);
            cancellation.cancel();
        });
        assertTimeoutPreemptively(LONG, () -> assertThrows(CancellationException.class,
                () -> open(patience, cancellation)));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 416})
    void whatWillNotPassIsNotWaitedFor(int code) {
        start(request -> status(code));
        assertThrows(RegistryException.class, () -> open(hearing(), Cancellation.none()));
        assertEquals(List.of(), waits);
    }

    @Test
    void theWaitsGrowUpToAnEndAndProgressBeginsThemAnew() {
        Patience patience = hearing();
        Tries tries = new Tries(new Retrier.Waiting(Duration.ofSeconds(1)), patience);
        LostHostException lost = new LostHostException(new ConnectException("refused"));
        for (int seconds : new int[] {4, 8, 16, 32, 32, 32, 32}) {
            long wait = tries.after(lost).orElseThrow().toMillis();
            assertTrue(wait >= seconds * 500 && wait <= seconds * 1000, wait + " ms of " + seconds + " s");
        }
        patience.moved();
        assertTrue(tries.after(lost).orElseThrow().toMillis() <= 4000);
    }

    /** What a registry asks for counts; how often it may be asked is another matter than whether it is there. */
    @Test
    void whoAsksTooOftenIsNotHelpedByPatience() {
        Tries tries = new Tries(new Retrier.Waiting(LONG), hearing());
        for (int i = 1; i < Retrier.TRIES; i++) {
            assertEquals(Optional.of(Duration.ofSeconds(7)), tries.after(answer(429, Duration.ofSeconds(7))));
        }
        assertEquals(Optional.empty(), tries.after(answer(429, Duration.ofSeconds(7))));
        assertEquals(Optional.empty(),
                new Tries(new Retrier.Waiting(LONG), hearing()).after(answer(503, Duration.ofHours(1))));
    }

    /** A date that is past by our clock is one as well. */
    @Test
    void whoSaysAtOnceIsNotAskedWithoutAPause() {
        Tries tries = new Tries(new Retrier.Waiting(Duration.ofSeconds(1)), new Patience((time, asked) -> {
            assertFalse(asked);
            waits.add(time);
        }));
        for (int seconds : new int[] {4, 8, 16}) {
            long wait = tries.after(answer(503, Duration.ZERO)).orElseThrow().toMillis();
            assertTrue(wait >= seconds * 500 && wait <= seconds * 1000, wait + " ms of " + seconds + " s");
        }
        assertEquals(3, waits.size());
        assertEquals(Optional.of(Duration.ofSeconds(50)), new Tries(new Retrier.Waiting(Duration.ofSeconds(1)),
                hearing()).after(answer(503, Duration.ofSeconds(50))));
    }

    @Test
    void whatOthersBringDoesNotKeepOneThatFailsForEver() {
        AtomicLong clock = new AtomicLong();
        Patience patience = hearing();
        Retrier.Waiting waiting = new Retrier.Waiting(Duration.ofMillis(250));
        for (IOException failure : List.of(new LostHostException(new ConnectException("refused")),
                answer(503, Duration.ZERO))) {
            Tries tries = new Tries(waiting, patience, clock::get);
            long begin = clock.get();
            int failed = 1;
            for (Optional<Duration> wait = tries.after(failure); wait.isPresent(); wait = tries.after(failure)) {
                patience.moved();
                clock.addAndGet(wait.get().toNanos());
                failed++;
                assertTrue(failed < 500, "it has an end");
            }
            long lasted = TimeUnit.NANOSECONDS.toSeconds(clock.get() - begin);
            assertTrue(lasted >= 59 && lasted <= 70, lasted + " s");
        }
    }

    @Test
    void certificatesAndNamesDoNotMendThemselves() {
        for (IOException fault : List.of(new SSLHandshakeException("expired"), new UnknownHostException("h"),
                new ConnectException("refused"), new RefusedException("no"))) {
            assertEquals(Optional.empty(), new Tries(new Retrier.Waiting(LONG), hearing()).after(fault));
        }
    }

    /** All connections of a transfer that fail one after another have one time together. */
    @Test
    void theTimeIsThatOfAllConnections() {
        Patience patience = hearing();
        Retrier.Waiting none = new Retrier.Waiting(Duration.ZERO);
        LostHostException lost = new LostHostException(new ConnectException("refused"));
        assertTrue(new Tries(new Retrier.Waiting(LONG), patience).after(lost).isPresent());
        assertEquals(Optional.empty(), new Tries(none, patience).after(lost));
    }

    private static TransientStatus answer(int code, Duration retryAfter) {
        return new TransientStatus(code, new RegistryException(Kind.REMOTE, "fetch", "it", "why", "", null),
                Optional.of(retryAfter));
    }

    private Patience hearing() {
        return new Patience((time, asked) -> waits.add(time));
    }

    /** Where nobody else begins to listen when it has stopped. */
    private void start(Function<RecordedRequest, MockResponse> script) {
        registry = new ScriptedRegistry(null, ReopenedPort.choose(), script);
    }

    private BlobStream open(Patience patience, Cancellation cancellation) {
        return client.blob(registry.reference("a/b"), describe(BLOB), 0, BLOB.length, patience, cancellation);
    }
}
