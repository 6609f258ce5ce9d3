package dev.jimg.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlobDraftTest {

    @TempDir
    Path directory;

    private final byte[] bytes = new byte[300_000];

    BlobDraftTest() {
        new Random(1).nextBytes(bytes);
    }

    private ImageStore store() {
        return ImageStore.open(directory.resolve("store"));
    }

    private void write(BlobDraft draft) {
        draft.write(bytes[0]);
        draft.write(bytes, 1, 99);
        draft.write(bytes, 100, 200_000);
        draft.write(bytes, 200_100, bytes.length - 200_100);
    }

    private long drafts() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("store/ingest"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("tmp-")).count();
        }
    }

    @Test
    void becomesABlobUnderTheDigestOfWhatWasWritten() throws IOException {
        ImageStore store = store();
        try (BlobDraft draft = store.blobs().newDraft(Digest.Algorithm.SHA256)) {
            write(draft);
            assertEquals(bytes.length, draft.size());
            assertEquals(Digest.of(bytes), draft.finish());
            assertEquals(-1, store.blobs().size(Digest.of(bytes)));
            try (InputStream in = draft.open()) {
                assertArrayEquals(bytes, in.readAllBytes());
            }
            draft.commit();
            try (InputStream in = draft.open()) {
                assertArrayEquals(bytes, in.readAllBytes());
            }
        }
        assertArrayEquals(bytes, Files.readAllBytes(store.blobs().path(Digest.of(bytes))));
        assertEquals(0, drafts());
    }

    @Test
    void isGoneWhenItIsNotCommitted() throws IOException {
        ImageStore store = store();
        try (BlobDraft draft = store.blobs().newDraft(Digest.Algorithm.SHA512)) {
            write(draft);
            assertEquals(1, drafts());
        }
        assertEquals(0, drafts());
        assertTrue(store.garbage().all().isEmpty());
    }

    @Test
    void mendsADamagedBlob() throws IOException {
        ImageStore store = store();
        Path place = store.blobs().path(Digest.of(bytes));
        Files.createDirectories(place.getParent());
        Files.writeString(place, "damaged");
        try (BlobDraft draft = store.blobs().newDraft(Digest.Algorithm.SHA256)) {
            write(draft);
            draft.commit();
        }
        assertArrayEquals(bytes, Files.readAllBytes(place));
    }
}
