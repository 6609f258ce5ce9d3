package dev.jimg.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.MediaType;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of bytes that came out of turn where nothing came before them, and where nobody takes them. */
final class BlobChunkTest {

    private static final int SIZE = 10_000;

    @TempDir
    Path directory;

    private ImageStore store;
    private byte[] bytes;
    private Descriptor blob;

    @BeforeEach
    void open() {
        store = ImageStore.open(directory.resolve("store"));
        bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        blob = Descriptor.of(MediaType.OCI_LAYER, Digest.of(bytes), SIZE);
    }

    private BlobWriter writer() {
        return store.blobs().newWriter(blob, ProgressSink.NONE, Cancellation.none()).orElseThrow();
    }

    private void chunk(BlobWriter out, int from, int end) {
        try (BlobChunk chunk = out.newChunk(from)) {
            chunk.write(Arrays.copyOfRange(bytes, from, end), end - from);
        }
    }

    @Test
    void isTakenOverAlsoWhereNoByteBeforeItWasWritten() throws IOException {
        try (BlobWriter out = writer()) {
            chunk(out, 4000, SIZE);
        }
        assertEquals(SIZE - 4000, store.blobs().partial(blob.digest()));
        try (BlobWriter out = writer()) {
            assertEquals(0, out.offset());
            assertEquals(1, out.chunks().size());
            out.write(bytes, 0, 4000);
            out.append(out.chunks().get(0));
            out.commit();
        }
        assertArrayEquals(bytes, Files.readAllBytes(store.blobs().path(blob.digest())));
        assertEquals(0, store.usage().partial());
    }

    @Test
    void goesWhereTheBlobWasCommittedWithoutIt() throws IOException {
        try (BlobWriter out = writer()) {
            chunk(out, 4000, 5000);
            out.write(bytes);
            out.commit();
        }
        assertEquals(0, store.usage().partial());
    }
}
