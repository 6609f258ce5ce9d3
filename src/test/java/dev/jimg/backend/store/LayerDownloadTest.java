package dev.jimg.backend.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.config.Environment;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryClient;
import dev.jimg.registry.RegistryOptions;
import dev.jimg.store.BlobWriter;
import dev.jimg.store.ImageStore;
import dev.jimg.testing.Counted;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import dev.jimg.transfer.VerificationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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

/**
 * Every connection of the registry here brings 12.5 MB a second at most: so little that also where this machine is busy a
 * download spends most of its time waiting for it.
 */
@Timeout(120)
@Counted("ranges ignored, refused, wrong")
final class LayerDownloadTest {

    private static final byte[] BLOB = new byte[32 * 1024 * 1024 + 5];
    private static final Digest DIGEST;

    static {
        new Random(3).nextBytes(BLOB);
        DIGEST = Digest.of(BLOB);
    }

    private final Descriptor blob = Descriptor.of(MediaType.OCI_LAYER, DIGEST, BLOB.length);
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    /** What was wrong with the progress: an assertion that failed on the thread of a lane would be that lane's trouble. */
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final Connections connections = new Connections();
    private final Cancellation cancellation = new Cancellation();
    private final AtomicLong moved = new AtomicLong();
    private final AtomicLong shown = new AtomicLong();
    private final MockWebServer server = new MockWebServer();
    private RegistryClient client;
    private ImageStore store;
    private volatile int answerToRanges = 206;
    private volatile int rangesAnswered = Integer.MAX_VALUE;
    private volatile int wrongByteAt = -1;

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
        store = ImageStore.open(directory.resolve("store"));
        client = new RegistryClient(RegistryOptions.of(new Environment(Map.of(), directory, directory))
                .withTimes(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(4)));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private MockResponse answer(String range) {
        if (range == null) {
            return slowly(200, 0, BLOB.length).build();
        }
        ranges.add(range);
        String[] ends = range.substring("bytes=".length()).split("-");
        int from = Integer.parseInt(ends[0]);
        int end = Integer.parseInt(ends[1]) + 1;
        int code = asked.incrementAndGet() > rangesAnswered ? 200 : answerToRanges;
        return switch (code) {
            case 206 -> slowly(206, from, end)
                    .setHeader("Content-Range", "bytes " + range.substring(6) + "/" + BLOB.length).build();
            case 200 -> slowly(200, 0, BLOB.length).build();
            default -> new MockResponse.Builder().code(code).build();
        };
    }

    private MockResponse.Builder slowly(int code, int from, int end) {
        Buffer body = new Buffer().write(BLOB, from, end - from);
        if (wrongByteAt >= from && wrongByteAt < end && code == 206) {
            byte[] bytes = body.readByteArray();
            bytes[wrongByteAt - from]++;
            body.write(bytes);
        }
        return new MockResponse.Builder().code(code).body(body).throttleBody(250_000, 20, TimeUnit.MILLISECONDS);
    }

    private BlobWriter writer() {
        return store.blobs().newWriter(blob, ProgressSink.NONE, Cancellation.none()).orElseThrow();
    }

    private void download(BlobWriter out, boolean narrow) throws IOException {
        download(out, narrow, (done, total) -> {
            long before = shown.getAndSet(done);
            if (before > done || total != BLOB.length) {
                faults.add(done + " of " + total + " after " + before);
            }
        }, cancellation);
        assertEquals(List.of(), faults, "progress");
    }

    private void download(BlobWriter out, boolean narrow, ProgressSink progress, Cancellation ends) throws IOException {
        Reference repository = Reference.parse("127.0.0.1:" + server.getPort() + "/wide:1");
        new LayerDownload((from, end, own) -> client.blob(repository, blob, from, end, own), blob.size(), out, narrow,
                connections, progress, moved::addAndGet, ends).run();
    }

    private void assertBrought() throws IOException {
        try (BlobWriter out = writer()) {
            download(out, false);
            out.commit();
        }
        assertArrayEquals(BLOB, Files.readAllBytes(store.blobs().path(blob.digest())));
        assertEquals(0, store.usage().partial());
        assertNoneBusy();
    }

    /** Every connection that was taken was given back. */
    private void assertNoneBusy() {
        for (int i = 0; i < Connections.FIRST; i++) {
            assertTrue(connections.tryEnter(), i + " of them are free");
        }
    }

    @Test
    void opensMoreConnectionsWhereOneIsSlow() throws IOException {
        assertBrought();
        assertTrue(ranges.size() > 4, ranges.toString());
        assertEquals(ranges.size(), ranges.stream().distinct().count(), "a part came twice");
        assertEquals(BLOB.length, moved.get());
        assertEquals(BLOB.length, shown.get());
    }

    @Test
    void staysOnOneConnectionWhereOtherLayersHaveTheRest() throws IOException {
        for (int i = 1; i < Connections.FIRST; i++) {
            connections.enter();
        }
        try (BlobWriter out = writer()) {
            download(out, false);
            out.commit();
        }
        assertEquals(List.of(), ranges);
    }

    @Test
    void goesOnWithTheOneConnectionWhereRangesAreIgnored() throws IOException {
        answerToRanges = 200;
        assertBrought();
        assertFalse(ranges.isEmpty(), "it never asked for more");
        assertEquals(BLOB.length, moved.get());
    }

    @Test
    void goesOnWithTheOneConnectionWhereMoreAreRefused() throws IOException {
        answerToRanges = 403;
        assertBrought();
        assertFalse(ranges.isEmpty(), "it never asked for more");
        assertEquals(BLOB.length, moved.get());
    }

    @Test
    void startsOverWhereRangesAreServedOnlyAtFirst() throws IOException {
        rangesAnswered = 5;
        try (BlobWriter out = writer()) {
            download(out, false, ProgressSink.NONE, cancellation);
            out.commit();
        }
        assertTrue(ranges.size() > rangesAnswered, "all of " + ranges + " were served");
        assertTrue(moved.get() > BLOB.length, "it did not start over: " + moved.get());
        assertArrayEquals(BLOB, Files.readAllBytes(store.blobs().path(blob.digest())));
        assertEquals(0, store.usage().partial());
    }

    @Test
    void wrongBytesOfALaneAreFoundOutAndNothingOfThemIsKept() throws IOException {
        wrongByteAt = 28 * 1024 * 1024;
        try (BlobWriter out = writer()) {
            download(out, false);
            assertThrows(VerificationException.class, out::commit);
            assertEquals(0, store.usage().partial());
            shown.set(0);
            wrongByteAt = -1;
            int before = ranges.size();
            download(out, true);
            out.commit();
            assertEquals(before, ranges.size(), "it was asked for in parts again");
        }
    }

    @Test
    void whatLanesBroughtBeforeACancellationIsNotFetchedAgain() throws IOException {
        AtomicLong at = new AtomicLong();
        Thread own = Thread.currentThread();
        Set<Thread> lanes = new HashSet<>();
        try (BlobWriter out = writer()) {
            assertThrows(CancellationException.class, () -> download(out, false, (done, total) -> {
                at.set(done);
                // The first one's turn may have come by then: of the others something lies beside the file.
                if (Thread.currentThread() != own && lanes.add(Thread.currentThread()) && lanes.size() == 3) {
                    cancellation.cancel();
                }
            }, cancellation));
        }
        assertNoneBusy();
        for (int i = 0; i < Connections.FIRST; i++) {
            connections.leave();
        }
        long here = store.usage().partial();
        assertTrue(here > at.get() - 1_000_000, "here " + here + " of " + at);
        assertEquals(here, store.blobs().partial(blob.digest()));
        moved.set(0);
        try (BlobWriter out = writer()) {
            assertTrue(out.chunks().size() > 1, "lanes left nothing");
            download(out, false, ProgressSink.NONE, Cancellation.none());
            out.commit();
        }
        assertEquals(BLOB.length - here, moved.get());
    }
}
