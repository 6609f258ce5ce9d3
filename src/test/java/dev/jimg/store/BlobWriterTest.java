package dev.jimg.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.MediaType;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import dev.jimg.transfer.VerificationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobWriterTest {

    private static final int SIZE = 3 * 1024 * 1024 + 17;

    @TempDir
    Path directory;

    private ImageStore store;
    private BlobStore blobs;
    private byte[] bytes;
    private Descriptor blob;

    @BeforeEach
    void open() {
        store = ImageStore.open(directory.resolve("store"));
        blobs = store.blobs();
        bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        blob = Descriptor.of(MediaType.OCI_LAYER, Digest.of(bytes), SIZE);
    }

    private BlobWriter writer() {
        return blobs.newWriter(blob, ProgressSink.NONE, Cancellation.none()).orElseThrow();
    }

    @Test
    void isVisibleOnlyAfterCommit() throws IOException {
        try (BlobWriter out = writer()) {
            out.write(bytes);
            out.flush();
            assertFalse(blobs.has(blob));
            assertFalse(Files.exists(blobs.path(blob.digest())));
            out.commit();
        }
        assertTrue(blobs.has(blob));
        assertArrayEquals(bytes, blobs.open(blob.digest()).readAllBytes());
        assertEquals(0, blobs.partial(blob.digest()));
        assertTrue(blobs.newWriter(blob, ProgressSink.NONE, Cancellation.none()).isEmpty());
    }

    @Test
    void resumesFromTheBytesItHad() throws IOException {
        try (BlobWriter out = writer()) {
            out.write(bytes, 0, 1_000_001);
        }
        assertEquals(1_000_001, blobs.partial(blob.digest()));
        BlobStore later = ImageStore.open(store.root()).blobs();
        try (BlobWriter out = later.newWriter(blob, ProgressSink.NONE, Cancellation.none()).orElseThrow()) {
            assertEquals(1_000_001, out.offset());
            List<Long> seen = new ArrayList<>();
            InputStream rest = new ByteArrayInputStream(bytes, 1_000_001, SIZE - 1_000_001);
            out.readAll(rest, (done, total) -> seen.add(done), Cancellation.none());
            assertTrue(seen.get(0) > 1_000_001, "progress is absolute");
            assertEquals(SIZE, seen.get(seen.size() - 1));
            out.commit();
        }
        assertArrayEquals(bytes, Files.readAllBytes(blobs.path(blob.digest())));
    }

    @Test
    void beginsAgainWhereTheSourceCannotContinue() throws IOException {
        try (BlobWriter out = writer()) {
            out.write(bytes, 0, 5000);
        }
        try (BlobWriter out = writer()) {
            out.restart();
            assertEquals(0, out.offset());
            out.write(bytes);
            out.commit();
        }
        assertArrayEquals(bytes, Files.readAllBytes(blobs.path(blob.digest())));
    }

    @Test
    void commitsWhatWasCompleteAlready() throws IOException {
        try (BlobWriter out = writer()) {
            out.write(bytes);
        }
        try (BlobWriter out = writer()) {
            assertEquals(SIZE, out.offset());
            out.commit();
        }
        assertTrue(blobs.has(blob));
    }

    @Test
    void dropsBytesOfAnotherDigest() throws IOException {
        bytes[SIZE / 2]++;
        try (BlobWriter out = writer()) {
            out.write(bytes);
            VerificationException e = assertThrows(VerificationException.class, out::commit);
            assertTrue(e.getMessage().contains(blob.digest().toString()), e.getMessage());
            assertTrue(e.getMessage().contains(Digest.of(bytes).toString()), e.getMessage());
        }
        assertFalse(blobs.has(blob));
        assertEquals(0, blobs.partial(blob.digest()));
    }

    @Test
    void dropsBytesThatAreTooMany() throws IOException {
        try (BlobWriter out = writer()) {
            out.write(bytes);
            assertThrows(VerificationException.class, () -> out.write(1));
        }
        assertEquals(0, blobs.partial(blob.digest()));
    }

    @Test
    void keepsBytesThatAreTooFew() throws IOException {
        try (BlobWriter out = writer()) {
            out.write(bytes, 0, SIZE - 1);
            VerificationException e = assertThrows(VerificationException.class, out::commit);
            assertTrue(e.getMessage().contains((SIZE - 1) + " of " + SIZE), e.getMessage());
        }
        assertEquals(SIZE - 1, blobs.partial(blob.digest()));
    }

    @Test
    void keepsWhatCameBeforeTheSourceBroke() throws IOException {
        InputStream broken = new InputStream() {
            private int position;

            @Override
            public int read() throws IOException {
                if (position == 700_000) {
                    throw new IOException("connection reset");
                }
                return bytes[position++] & 0xff;
            }
        };
        try (BlobWriter out = writer()) {
            assertThrows(IOException.class, () -> out.readAll(broken, ProgressSink.NONE, Cancellation.none()));
        }
        // InputStream.read(byte[]) swallows the error behind the bytes before it: what it returned is here.
        assertEquals(700_000, blobs.partial(blob.digest()));
    }

    @Test
    void replacesABlobOfTheWrongSize() throws IOException {
        try (BlobWriter out = writer()) {
            out.write(bytes);
            out.commit();
        }
        Path file = blobs.path(blob.digest());
        Files.delete(file);
        Files.createFile(file);
        assertFalse(blobs.has(blob));
        try (BlobWriter out = writer()) {
            out.write(bytes);
            out.commit();
        }
        assertTrue(blobs.has(blob));
    }

    @Test
    void leavesBlobsReadOnly() throws IOException {
        try (BlobWriter out = writer()) {
            out.write(bytes);
            out.commit();
        }
        var mode = Files.getPosixFilePermissions(blobs.path(blob.digest()));
        assertTrue(mode.contains(PosixFilePermission.OWNER_READ));
        assertTrue(mode.stream().noneMatch(permission -> permission.name().endsWith("WRITE")), mode.toString());
    }

    @Test
    void storesAnEmptyBlob() throws IOException {
        Descriptor empty = Descriptor.of(MediaType.OCI_LAYER, Digest.of(new byte[0]), 0);
        try (BlobWriter out = blobs.newWriter(empty, ProgressSink.NONE, Cancellation.none()).orElseThrow()) {
            out.commit();
        }
        assertTrue(blobs.has(empty));
    }

    @Test
    void letsASecondWriterWaitAndFindTheWorkDone() throws Exception {
        BlobStore other = ImageStore.open(store.root()).blobs();
        CountDownLatch waiting = new CountDownLatch(1);
        try (BlobWriter out = writer()) {
            out.write(bytes, 0, SIZE / 2);
            out.flush();
            assertTrue(other.tryNewWriter(blob).isEmpty());
            CompletableFuture<Optional<BlobWriter>> second = CompletableFuture.supplyAsync(() -> other.newWriter(blob,
                    (done, total) -> {
                        assertEquals(SIZE, total);
                        if (done == SIZE / 2) {
                            waiting.countDown();
                        }
                    }, Cancellation.none()));
            assertTrue(waiting.await(10, TimeUnit.SECONDS), "the waiter hears how far the first is");
            assertFalse(second.isDone());
            out.write(bytes, SIZE / 2, SIZE - SIZE / 2);
            out.commit();
            assertTrue(second.get(10, TimeUnit.SECONDS).isEmpty());
        }
    }

    @Test
    void handsOverToAWaiterWhatWasLeft() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<Optional<BlobWriter>> second;
        try (BlobWriter out = writer()) {
            out.write(bytes, 0, 1000);
            second = CompletableFuture.supplyAsync(
                    () -> blobs.newWriter(blob, (done, total) -> waiting.countDown(), Cancellation.none()));
            assertTrue(waiting.await(10, TimeUnit.SECONDS));
        }
        try (BlobWriter out = second.get(10, TimeUnit.SECONDS).orElseThrow()) {
            assertEquals(1000, out.offset());
        }
    }

    @Test
    void stopsWaitingWhenCancelled() throws Exception {
        Cancellation cancellation = Cancellation.none();
        CountDownLatch waiting = new CountDownLatch(1);
        try (BlobWriter out = writer()) {
            out.write(1);
            CompletableFuture<Void> second = CompletableFuture.runAsync(() -> assertThrows(CancellationException.class,
                    () -> blobs.newWriter(blob, (done, total) -> waiting.countDown(), cancellation)));
            assertTrue(waiting.await(10, TimeUnit.SECONDS));
            cancellation.cancel();
            second.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void namesABlobWhoseBytesWereChanged() throws IOException {
        try (BlobWriter out = writer()) {
            out.write(bytes);
            out.commit();
        }
        blobs.verify(blob, ProgressSink.NONE, Cancellation.none());
        bytes[7]++;
        Files.delete(blobs.path(blob.digest()));
        Files.write(blobs.path(blob.digest()), bytes);
        StoreException e = assertThrows(StoreException.class,
                () -> blobs.verify(blob, ProgressSink.NONE, Cancellation.none()));
        assertEquals(StoreException.Kind.CORRUPT, e.kind());
        assertEquals(blob.digest().toString(), e.subject());
    }

    @Test
    void storesSha512Blobs() throws IOException {
        byte[] hash = Digest.Algorithm.SHA512.newHash().digest(bytes);
        Descriptor wide = Descriptor.of(MediaType.OCI_LAYER, Digest.of(Digest.Algorithm.SHA512, hash), SIZE);
        try (BlobWriter out = blobs.newWriter(wide, ProgressSink.NONE, Cancellation.none()).orElseThrow()) {
            out.write(bytes);
            out.commit();
        }
        assertTrue(Files.exists(store.root().resolve("blobs/sha512").resolve(wide.digest().hex())));
    }

    private void chunk(BlobWriter out, int from, int end) {
        try (BlobChunk chunk = out.newChunk(from)) {
            chunk.write(Arrays.copyOfRange(bytes, from, end), end - from);
        }
    }

    @Test
    void takesOverWhatCameBeforeItsTurn() throws IOException {
        try (BlobWriter out = writer()) {
            out.write(bytes, 0, 1000);
            chunk(out, 1000, SIZE);
            out.flush();
            assertEquals(SIZE, blobs.partial(blob.digest()));
        }
        try (BlobWriter out = writer()) {
            assertEquals(1000, out.offset());
            assertEquals(1, out.chunks().size());
            out.append(out.chunks().get(0));
            assertEquals(SIZE, out.offset());
            out.commit();
        }
        assertArrayEquals(bytes, Files.readAllBytes(blobs.path(blob.digest())));
        assertEquals(0, store.usage().partial());
    }

    /** A kill may come when a chunk was taken over and is still there, or when a part of it was. */
    @Test
    void goesOnInTheMiddleOfAChunk() throws IOException {
        try (BlobWriter out = writer()) {
            out.write(bytes, 0, 5000);
            chunk(out, 100, 4000);
            chunk(out, 4000, 9000);
            chunk(out, 20_000, 30_000);
        }
        try (BlobWriter out = writer()) {
            assertEquals(List.of(4000L, 20_000L), out.chunks().stream().map(BlobChunk::from).toList());
            out.append(out.chunks().get(0));
            assertEquals(9000, out.offset());
            out.write(bytes, 9000, 11_000);
            out.append(out.chunks().get(1));
            out.write(bytes, 30_000, SIZE - 30_000);
            out.commit();
        }
        assertEquals(0, store.usage().partial());
    }

    @Test
    void forgetsChunksThatCannotBeOfTheBlob() throws IOException {
        try (BlobWriter out = writer()) {
            out.write(bytes, 0, 1000);
            try (BlobChunk chunk = out.newChunk(SIZE - 10)) {
                chunk.write(new byte[11], 11);
            }
            chunk(out, 1500, 1500);
            chunk(out, 2000, 4000);
            chunk(out, 3000, 5000);
        }
        try (BlobWriter out = writer()) {
            assertEquals(List.of(2000L), out.chunks().stream().map(BlobChunk::from).toList());
            out.restart();
            assertEquals(List.of(), out.chunks());
            assertEquals(0, store.usage().partial());
        }
    }

    @Test
    void wrongBytesOfAChunkAreFoundOut() throws IOException {
        try (BlobWriter out = writer()) {
            out.write(bytes, 0, 1000);
            bytes[1500]++;
            chunk(out, 1000, SIZE);
        }
        try (BlobWriter out = writer()) {
            out.append(out.chunks().get(0));
            assertThrows(VerificationException.class, out::commit);
            assertEquals(0, out.offset());
        }
        assertFalse(blobs.has(blob));
    }
}
