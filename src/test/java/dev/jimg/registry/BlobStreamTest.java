package dev.jimg.registry;

import static dev.jimg.registry.ScriptedRegistry.bytes;
import static dev.jimg.registry.ScriptedRegistry.cut;
import static dev.jimg.registry.ScriptedRegistry.describe;
import static dev.jimg.registry.ScriptedRegistry.random;
import static dev.jimg.registry.ScriptedRegistry.ranged;
import static dev.jimg.registry.ScriptedRegistry.status;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.MediaType;
import dev.jimg.registry.RegistryException.Kind;
import dev.jimg.testing.Counted;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Counted("bodies cut, ranges, lengths")
class BlobStreamTest {

    private static final byte[] BLOB = random(400_000);
    private final RegistryClient client = Clients.anonymous();
    private ScriptedRegistry registry;

    @AfterEach
    void stop() {
        client.close();
        registry.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 99})
    void goesOnWhereABodyWasCut(int percent) throws IOException {
        int sent = BLOB.length / 100 * percent;
        AtomicInteger tries = new AtomicInteger();
        start(request -> tries.getAndIncrement() == 0 ? cut(bytes(BLOB), BLOB, sent) : ranged(request, BLOB).build());
        assertArrayEquals(BLOB, open(0).readAllBytes());
        assertEquals("bytes=" + sent + "-" + (BLOB.length - 1), registry.sent("Range").get(0));
        assertEquals(2, tries.get());
    }

    @Test
    void goesOnAsOftenAsThereIsProgress() throws IOException {
        int step = 40_000;
        start(request -> {
            byte[] rest = rest(request);
            return rest.length <= step ? ranged(request, BLOB).build()
                    : cut(ranged(request, BLOB), rest, step);
        });
        assertArrayEquals(BLOB, open(0).readAllBytes());
        assertEquals(10, registry.requests().size());
    }

    @Test
    void givesUpAfterFiveTriesWithoutProgress() {
        start(request -> cut(ranged(request, BLOB), rest(request), 0));
        RegistryException e = assertThrows(RegistryException.class, () -> open(0).readAllBytes());
        assertEquals(Kind.UNREACHABLE, e.kind());
        assertEquals(5, registry.requests().size());
    }

    @Test
    void skipsWhatItHasWhereTheServerIgnoresRangesInTheMiddle() throws IOException {
        AtomicInteger tries = new AtomicInteger();
        start(request -> tries.getAndIncrement() == 0 ? cut(bytes(BLOB), BLOB, 200_000) : bytes(BLOB).build());
        assertArrayEquals(BLOB, open(0).readAllBytes());
    }

    @Test
    void beginsAtZeroWhereTheServerIgnoresRanges() throws IOException {
        start(request -> bytes(BLOB).build());
        try (BlobStream stream = open(1000)) {
            assertEquals(0, stream.offset());
            assertArrayEquals(BLOB, stream.readAllBytes());
        }
    }

    @Test
    void beginsAtZeroWhereTheRangeCannotBeServed() throws IOException {
        start(request -> request.getHeaders().get("Range") == null ? bytes(BLOB).build() : status(416));
        try (BlobStream stream = open(1000)) {
            assertEquals(0, stream.offset());
            assertArrayEquals(BLOB, stream.readAllBytes());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 0-398999/400000", "bytes 1001-399999/400000", "bytes 1000-400000/400001",
        "bytes 1000-399999/400001", "bytes 1000-999/400000", "1000-399999", ""})
    void refusesAWrongRange(String contentRange) {
        byte[] tail = Arrays.copyOfRange(BLOB, 1000, BLOB.length);
        start(request -> bytes(tail).code(206).addHeader("Content-Range", contentRange).build());
        RegistryException e = assertThrows(RegistryException.class, () -> open(1000));
        assertEquals(Kind.REMOTE, e.kind());
        assertTrue(e.why().contains("1000-399999"), e.why());
    }

    @Test
    void takesAPartialAnswerThatIsShorterAndAsksForTheRest() throws IOException {
        start(request -> {
            byte[] rest = rest(request);
            int from = BLOB.length - rest.length;
            int length = Math.min(rest.length, 150_000);
            return bytes(Arrays.copyOf(rest, length)).code(206)
                    .addHeader("Content-Range", "bytes " + from + "-" + (from + length - 1) + "/*").build();
        });
        try (BlobStream stream = open(10)) {
            assertArrayEquals(Arrays.copyOfRange(BLOB, 10, BLOB.length), stream.readAllBytes());
        }
    }

    @Test
    void asksForBytesAsTheyAreAndRefusesCompressedOnes() {
        start(request -> bytes(random(1234)).addHeader("Content-Encoding: gzip").build());
        RegistryException e = assertThrows(RegistryException.class, () -> open(0));
        assertEquals("identity", registry.sent("Accept-Encoding").get(0));
        assertTrue(e.why().contains("compressed"), e.why());
    }

    @Test
    void refusesABlobOfAnotherLength() {
        start(request -> bytes(random(399_999)).build());
        RegistryException e = assertThrows(RegistryException.class, () -> open(0));
        assertEquals(Kind.CORRUPT, e.kind());
    }

    @Test
    void readsABodyWithoutLengthAndKeepsTheConnection() throws IOException {
        start(request -> new MockResponse.Builder().chunkedBody(new Buffer().write(BLOB), 10_000).build());
        assertArrayEquals(BLOB, open(0).readAllBytes());
        assertArrayEquals(BLOB, open(0).readAllBytes());
        assertEquals(registry.requests().get(0).getConnectionIndex(), registry.requests().get(1).getConnectionIndex());
    }

    @Test
    void refusesASmallBlobWithOtherBytes() {
        byte[] other = BLOB.clone();
        other[77] ^= 1;
        start(request -> bytes(other).build());
        RegistryException e = assertThrows(RegistryException.class, () -> client.smallBlob(
                registry.reference("a/b"), describe(BLOB), Cancellation.none()));
        assertEquals(Kind.CORRUPT, e.kind());
    }

    @Test
    void doesNotEvenAskForASmallBlobThatIsLarge() {
        start(request -> status(500));
        Descriptor large = Descriptor.of(MediaType.OCI_CONFIG, Digest.of(BLOB), RegistryClient.MAX_SMALL_BLOB + 1L);
        assertThrows(RegistryException.class,
                () -> client.smallBlob(registry.reference("a/b"), large, Cancellation.none()));
        assertEquals(0, registry.requests().size());
    }

    @Test
    void readsAnEmptyBlobWithoutAsking() throws IOException {
        start(request -> status(500));
        byte[] none = new byte[0];
        assertEquals(0, client.smallBlob(registry.reference("a/b"), describe(none), Cancellation.none()).length);
    }

    @Test
    void stopsAReadThatWaitsWhenCancelled() throws Exception {
        start(request -> bytes(BLOB).throttleBody(1000, 1, java.util.concurrent.TimeUnit.HOURS).build());
        Cancellation cancellation = new Cancellation();
        CountDownLatch reading = new CountDownLatch(1);
        BlobStream stream = client.blob(registry.reference("a/b"), describe(BLOB), 0, cancellation);
        Thread canceller = new Thread(() -> {
            try {
                reading.await();
                cancellation.cancel();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        canceller.start();
        assertTimeoutPreemptively(Duration.ofSeconds(4), () -> {
            reading.countDown();
            assertThrows(CancellationException.class, () -> stream.readNBytes(BLOB.length));
        });
        canceller.join();
    }

    private void start(Function<RecordedRequest, MockResponse> script) {
        registry = new ScriptedRegistry(script);
    }

    private BlobStream open(long offset) {
        return client.blob(registry.reference("a/b"), describe(BLOB), offset, Cancellation.none());
    }

    /** What a request asks for: all, or from its range's beginning on. */
    private static byte[] rest(RecordedRequest request) {
        String range = request.getHeaders().get("Range");
        int from = range == null ? 0 : Integer.parseInt(range.substring(6, range.indexOf('-')));
        return Arrays.copyOfRange(BLOB, from, BLOB.length);
    }
}
