package dev.jimg.store;

import static dev.jimg.store.StoreFixture.digest;
import static dev.jimg.store.StoreFixture.ref;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.testing.Await;
import dev.jimg.testing.Counted;
import dev.jimg.testing.ImageFixture;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several real processes on one store, and some that die in the middle. */
@Counted("processes on one store")
class StoreProcessesTest {

    private static final int SIZE = 20 * 1024 * 1024;

    @TempDir
    Path directory;

    private final List<Process> children = new ArrayList<>();
    private ImageStore store;

    @BeforeEach
    void open() {
        store = ImageStore.open(directory.resolve("store"));
    }

    @AfterEach
    void endChildren() {
        children.forEach(Process::destroyForcibly);
    }

    private Process child(String... arguments) throws Exception {
        Process child = StoreChild.start(arguments);
        children.add(child);
        return child;
    }

    private static String word(Process child) throws Exception {
        BufferedReader reader = child.inputReader();
        return reader.readLine();
    }

    private static void kill(Process child) throws Exception {
        child.destroyForcibly();
        assertTrue(child.waitFor(20, TimeUnit.SECONDS));
    }

    @Test
    void losesNoNameOfEightProcessesTaggingAtOnce() throws Exception {
        ImageFixture image = StoreFixture.small("a");
        StoreFixture.put(store, image, "a:1");
        Set<String> wanted = new TreeSet<>(Set.of("a:1"));
        for (int process = 0; process < 8; process++) {
            child("tag", store.root().toString(), digest(image).toString(), "p" + process, "20");
            for (int i = 1; i < 20; i += 2) {
                wanted.add("p" + process + ":" + i);
            }
        }
        for (Process child : children) {
            assertTrue(child.waitFor(120, TimeUnit.SECONDS), "no deadlock");
            assertEquals(0, child.exitValue());
        }
        Listing listing = store.images().list();
        assertEquals(1, listing.images().size());
        assertEquals(wanted, new TreeSet<>(listing.images().get(0).tags().stream().map(Reference::familiar).toList()));
        assertEquals(List.of(), listing.problems());
        String[] temporaries = store.root().resolve("ingest").toFile().list((dir, name) -> name.startsWith("tmp-"));
        assertEquals(0, temporaries.length);
    }

    @Test
    void resumesWhatAKilledProcessLeft() throws Exception {
        Process child = child("write", store.root().toString(), "" + SIZE, "" + (SIZE / 2));
        assertEquals("written", word(child));
        Descriptor blob = StoreChild.blob(SIZE);
        assertTrue(store.blobs().tryNewWriter(blob).isEmpty(), "the other process holds it");
        kill(child);
        ImageStore reopened = ImageStore.open(store.root());
        assertFalse(reopened.blobs().has(blob));
        assertEquals(new Listing(List.of(), List.of()), reopened.images().list());
        try (BlobWriter out = reopened.blobs().newWriter(blob, ProgressSink.NONE, Cancellation.none()).orElseThrow()) {
            assertEquals(SIZE / 2, out.offset());
            out.write(StoreChild.bytes(SIZE), SIZE / 2, SIZE - SIZE / 2);
            out.commit();
        }
        assertArrayEquals(StoreChild.bytes(SIZE), Files.readAllBytes(store.blobs().path(blob.digest())));
    }

    @Test
    void sharesOneDownloadBetweenProcesses() throws Exception {
        List<String> outcomes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            child("fetch", store.root().toString(), "" + SIZE);
        }
        for (Process child : children) {
            outcomes.add(word(child));
        }
        Collections.sort(outcomes);
        assertEquals(List.of("fetched", "joined", "joined", "joined", "joined"), outcomes);
        assertTrue(store.blobs().has(StoreChild.blob(SIZE)));
    }

    @Test
    void sweepsWhatTheLeaseOfAKilledProcessKept() throws Exception {
        ImageFixture image = StoreFixture.small("a");
        StoreFixture.putBlobs(store, image);
        Digest layer = Digest.parse(image.layers().get(0).content().digest());
        Process child = child("lease", store.root().toString(), layer.toString());
        assertEquals("leased", word(child));
        assertFalse(store.garbage().sweep(Duration.ZERO).blobs().contains(layer));
        assertTrue(store.blobs().size(layer) > 0);
        kill(child);
        assertEquals(List.of(layer), store.garbage().sweep(Duration.ZERO).blobs());
    }

    @Test
    void opensWhereverAProcessIsKilledWhileTagging() throws Exception {
        ImageFixture image = StoreFixture.small("a");
        StoreFixture.put(store, image, "a:1");
        for (int round = 0; round < 5; round++) {
            Process child = child("tag", store.root().toString(), digest(image).toString(), "p" + round, "1000000");
            Path index = store.root().resolve("index.json");
            Object before = Files.readAttributes(index, "unix:ino").get("ino");
            Await.until(Duration.ofSeconds(20), "the child tags",
                    () -> !inode(index).equals(before));
            kill(child);
            Listing listing = ImageStore.open(store.root()).images().list();
            assertEquals(List.of(), listing.problems());
            assertTrue(listing.named(ref("a:1")).isPresent());
            store.images().tag(digest(image), ref("after:" + round));
        }
    }

    private static Object inode(Path file) {
        try {
            return Files.readAttributes(file, "unix:ino").get("ino");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
