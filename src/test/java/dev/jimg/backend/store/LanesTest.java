package dev.jimg.backend.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.config.Environment;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Reference;
import dev.jimg.registry.BlobStream;
import dev.jimg.registry.RegistryClient;
import dev.jimg.registry.RegistryOptions;
import dev.jimg.store.BlobWriter;
import dev.jimg.store.ImageStore;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a pull on several connections does in moments that seldom come. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LanesTest {

    private static final int SIZE = (int) (2 * Gaps.LEAST_BYTES) + 5;

    private final byte[] bytes = new byte[SIZE];
    private final Descriptor blob = Descriptor.of(MediaType.OCI_LAYER, Digest.of(bytes), SIZE);
    private final Connections connections = new Connections();
    private final Cancellation cancellation = new Cancellation();
    private final MockWebServer server = new MockWebServer();
    private RegistryClient client;
    private BlobWriter out;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request.getHeaders().get("Range"));
            }
        });
        server.start();
        client = new RegistryClient(RegistryOptions.of(new Environment(Map.of(), directory, directory))
                .withTimes(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(4)));
        out = ImageStore.open(directory.resolve("store")).blobs()
                .newWriter(blob, ProgressSink.NONE, Cancellation.none()).orElseThrow();
    }

    @AfterEach
    void stop() {
        out.close();
        client.close();
        server.close();
    }

    private Lanes lanes(LayerSource source, LongConsumer moved) {
        return new Lanes(source, SIZE, out, connections, cancellation, moved);
    }

    private BlobStream open(long from, long end, Cancellation asked) {
        return client.blob(Reference.parse("127.0.0.1:" + server.getPort() + "/wide:1"), blob, from, end, asked);
    }

    private MockResponse answer(String range) {
        if (range == null) {
            return new MockResponse.Builder().code(404).build();
        }
        String[] ends = range.substring("bytes=".length()).split("-");
        int from = Integer.parseInt(ends[0]);
        int length = Integer.parseInt(ends[1]) + 1 - from;
        return new MockResponse.Builder().code(206)
                .setHeader("Content-Range", "bytes " + range.substring(6) + "/" + SIZE)
                .body(new Buffer().write(bytes, from, length)).build();
    }

    /** So that there is one lane at most. */
    private void leaveOneConnection() {
        for (int i = 1; i < Connections.FIRST; i++) {
            connections.enter();
        }
    }

    /** Where the own connection is to end, which was to bring everything. */
    private static long widened(Lanes lanes) {
        assertEquals(new Gaps.Span(0, SIZE), lanes.next(0).own());
        long limit = lanes.widen(0, SIZE);
        assertEquals(Gaps.LEAST_BYTES, limit);
        return limit;
    }

    @Test
    void losesNothingWhereARangeIsServedJustWhenItWasGivenUp() {
        leaveOneConnection();
        Cancellation late = new Cancellation();
        BlobStream begun = open(Gaps.LEAST_BYTES, 2 * Gaps.LEAST_BYTES, late);
        LayerSource source = (from, end, asked) -> {
            CountDownLatch givenUp = new CountDownLatch(1);
            asked.onCancel(givenUp::countDown);
            assertTrue(awaited(givenUp));
            late.cancel();
            return begun;
        };
        try (Lanes lanes = lanes(source, count -> { })) {
            long limit = widened(lanes);
            assertTrue(lanes.took(limit), "it was served in the end");
            assertEquals(new Gaps.Span(limit, SIZE), lanes.next(limit).own());
        }
    }

    /** As the Java machine does where the system lets it make no more. */
    private static Thread unmakable(Runnable work) {
        return new Thread(work) {
            @Override
            public synchronized void start() {
                throw new OutOfMemoryError("unable to create native thread");
            }
        };
    }

    @Test
    void goesOnWithTheOneConnectionWhereNoThreadCanBeMade() {
        try (Lanes lanes = new Lanes(this::open, SIZE, out, connections, cancellation, count -> { },
                LanesTest::unmakable)) {
            long limit = widened(lanes);
            assertFalse(lanes.took(limit));
            lanes.giveBack(limit, SIZE);
            assertEquals(new Gaps.Span(limit, SIZE), lanes.next(limit).own());
        }
        for (int i = 0; i < Connections.FIRST; i++) {
            assertTrue(connections.tryEnter(), i + " of them are free");
        }
    }

    @Test
    void isCancelledAlsoWhileNobodyTakesTheProgress() throws Exception {
        CountDownLatch shown = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(1);
        try (Lanes lanes = lanes(this::open, count -> {
            shown.countDown();
            assertTrue(awaited(taken));
        })) {
            CompletableFuture<Void> stuck = CompletableFuture.runAsync(() -> lanes.count(1));
            assertTrue(awaited(shown));
            CompletableFuture<Void> cancelled = CompletableFuture.runAsync(cancellation::cancel);
            try {
                cancelled.get(10, TimeUnit.SECONDS);
            } finally {
                taken.countDown();
            }
            stuck.get(30, TimeUnit.SECONDS);
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
