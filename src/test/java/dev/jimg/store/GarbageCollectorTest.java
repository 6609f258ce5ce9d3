package dev.jimg.store;

import static dev.jimg.store.StoreFixture.digest;
import static dev.jimg.store.StoreFixture.ref;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.testing.Content;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GarbageCollectorTest {

    @TempDir
    Path directory;

    private ImageStore store;
    private GarbageCollector garbage;

    @BeforeEach
    void open() {
        store = ImageStore.open(directory.resolve("store"));
        garbage = store.garbage();
    }

    private boolean has(Content content) {
        return store.blobs().has(StoreFixture.descriptor(content));
    }

    private static Removal whole(Digest image, String... names) {
        Set<Reference> references = new HashSet<>();
        for (String name : names) {
            references.add(ref(name));
        }
        return new Removal(references, Set.of(image));
    }

    @Test
    void freesWhatOnlyTheImageNeeded() {
        LayerFixture shared = LayerFixture.gzip(tar -> tar.file("shared", "shared"));
        LayerFixture own = LayerFixture.gzip(tar -> tar.file("own", "own"));
        ImageFixture base = ImageFixture.builder().layer("s", shared).build();
        ImageFixture child = ImageFixture.builder().layer("s", shared).layer("o", own).build();
        StoreFixture.put(store, base, "base");
        StoreFixture.put(store, child, "child");
        Removal removal = whole(digest(child), "child:latest");
        long before = store.usage().blobs();
        RemovalOutcome plan = garbage.plan(removal);
        assertTrue(has(own.content()), "a plan changes nothing");
        RemovalOutcome outcome = garbage.remove(removal);
        assertEquals(plan, outcome);
        assertEquals(child.root().size() + child.config().size() + own.content().size(), outcome.freed());
        assertEquals(before - outcome.freed(), store.usage().blobs());
        assertFalse(has(own.content()));
        assertTrue(has(shared.content()));
        assertEquals(List.of(digest(child)), outcome.deleted());
        assertEquals(1, store.images().list().images().size());
    }

    @Test
    void countsALayerThatTwoGoingImagesShareOnce() {
        LayerFixture shared = LayerFixture.gzip(tar -> tar.file("shared", "shared"));
        ImageFixture one = ImageFixture.builder().layer("s", shared).label("n", "1").build();
        ImageFixture two = ImageFixture.builder().layer("s", shared).label("n", "2").build();
        StoreFixture.put(store, one, "one");
        StoreFixture.put(store, two, "two");
        Removal both = new Removal(Set.of(ref("one:latest"), ref("two:latest")), Set.of(digest(one), digest(two)));
        assertEquals(store.usage().blobs(), garbage.plan(both).freed());
        garbage.remove(both);
        assertEquals(0, store.usage().blobs());
    }

    @Test
    void keepsAnImageThatGotAnotherNameInTheMeantime() {
        ImageFixture image = StoreFixture.small("a");
        StoreFixture.put(store, image, "a:1");
        store.images().tag(digest(image), ref("a:2"));
        RemovalOutcome outcome = garbage.remove(whole(digest(image), "a:1"));
        assertEquals(List.of(ref("a:1")), outcome.untagged());
        assertEquals(List.of(), outcome.deleted());
        assertTrue(has(image.layers().get(0).content()));
    }

    @Test
    void deletesADanglingImage() {
        ImageFixture old = StoreFixture.small("old");
        StoreFixture.put(store, old, "a:1");
        StoreFixture.put(store, StoreFixture.small("new"), "a:1");
        garbage.remove(whole(digest(old)));
        assertFalse(has(old.layers().get(0).content()));
        assertEquals(1, store.images().list().images().size());
    }

    @Test
    void leavesBlobsUnderLeaseAlone() {
        ImageFixture image = StoreFixture.small("a");
        StoreFixture.put(store, image, "a:1");
        Content layer = image.layers().get(0).content();
        try (Lease lease = ImageStore.open(store.root()).lease("pull something")) {
            lease.protect(List.of(Digest.parse(layer.digest())));
            garbage.remove(whole(digest(image), "a:1"));
            assertTrue(has(layer));
            assertFalse(has(image.root()));
            assertEquals(List.of(), garbage.sweep(Duration.ZERO).blobs());
        }
        assertEquals(List.of(Digest.parse(layer.digest())), garbage.sweep(Duration.ZERO).blobs());
    }

    @Test
    void ignoresTheLeaseOfAProcessThatDied() throws IOException {
        ImageFixture image = StoreFixture.small("a");
        StoreFixture.putBlobs(store, image);
        Path abandoned = store.root().resolve("ingest/lease-" + "0123456789abcdef".repeat(2));
        Files.writeString(abandoned, "# pull\n" + image.root().digest() + "\n");
        assertEquals(3, garbage.sweep(Duration.ZERO).blobs().size());
        assertFalse(Files.exists(abandoned));
    }

    @Test
    void leavesYoungBlobsToWhoeverIsWritingThem() throws IOException {
        ImageFixture image = StoreFixture.small("a");
        StoreFixture.putBlobs(store, image);
        assertEquals(List.of(), garbage.sweep(GarbageCollector.GRACE).blobs());
        Path layer = store.blobs().path(Digest.parse(image.layers().get(0).content().digest()));
        Files.setLastModifiedTime(layer, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        Sweep plan = garbage.planSweep(GarbageCollector.GRACE);
        assertEquals(image.layers().get(0).content().size(), plan.freed());
        assertEquals(plan, garbage.sweep(GarbageCollector.GRACE));
        assertFalse(has(image.layers().get(0).content()));
        assertTrue(has(image.config()));
    }

    @Test
    void freesUnfinishedDownloadsThatNobodyContinues() throws IOException {
        ImageFixture image = StoreFixture.small("a");
        var blob = StoreFixture.descriptor(image.layers().get(0).content());
        try (BlobWriter out = store.blobs().tryNewWriter(blob).orElseThrow()) {
            out.write(1);
        }
        assertEquals(1, store.usage().partial());
        Path partial = store.root().resolve("ingest/sha256-" + blob.digest().hex());
        Path temporary = Files.writeString(store.root().resolve("ingest/tmp-index-999999999-1"), "{");
        Path ours = Files.writeString(store.root().resolve("ingest/tmp-index-" + ProcessHandle.current().pid() + "-1"), "{");
        Files.setLastModifiedTime(temporary, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        try (Lease lease = store.lease("pull")) {
            lease.protect(List.of(blob.digest()));
            assertEquals(1, garbage.planSweep(GarbageCollector.GRACE).partials(), "only what was killed");
            assertEquals(1, garbage.sweep(GarbageCollector.GRACE).partials());
        }
        try (BlobWriter busy = store.blobs().tryNewWriter(blob).orElseThrow()) {
            assertEquals(1, busy.offset());
            assertEquals(0, garbage.sweep(GarbageCollector.GRACE).partials(), "somebody continues it");
            assertTrue(Files.exists(partial));
        }
        assertFalse(Files.exists(temporary));
        assertTrue(Files.exists(ours));
        Path further = Files.writeString(partial.resolveSibling(partial.getFileName() + "@500"), "abc");
        assertEquals(4, garbage.planSweep(GarbageCollector.GRACE).partialBytes());
        assertEquals(1, garbage.sweep(GarbageCollector.GRACE).partials());
        assertFalse(Files.exists(partial));
        assertFalse(Files.exists(further));
    }

    @Test
    void keepsWhatTheImagesOfAnIndexNeed() {
        var index = ImageFixture.multiPlatform("linux/amd64", "linux/arm64");
        index.writeLayout(store.root(), "multi");
        assertEquals(List.of(), garbage.sweep(Duration.ZERO).blobs());
        garbage.remove(whole(Digest.parse(index.root().digest()), "multi:latest"));
        assertEquals(0, store.usage().blobs());
    }

    @Test
    void sweepsNothingWhileItIsNotKnownWhatAnImageNeeds() throws IOException {
        ImageFixture broken = StoreFixture.small("broken");
        ImageFixture stray = StoreFixture.small("stray");
        StoreFixture.put(store, broken, "broken:1");
        StoreFixture.putBlobs(store, stray);
        Path manifest = store.blobs().path(digest(broken));
        Files.delete(manifest);
        Files.createFile(manifest);
        Sweep sweep = garbage.sweep(Duration.ZERO);
        assertEquals(List.of(), sweep.blobs());
        assertTrue(sweep.hindrance().orElseThrow().contains(broken.root().digest()));
        garbage.remove(whole(digest(broken), "broken:1"));
        assertTrue(garbage.sweep(Duration.ZERO).blobs().contains(digest(stray)));
        assertEquals(0, store.usage().blobs());
    }

    @Test
    void knowsWhatAListedImageNeedsEvenWithoutItsManifest() throws IOException {
        ImageFixture image = StoreFixture.small("a");
        StoreFixture.put(store, image, "a:1");
        store.images().list();
        Files.delete(store.blobs().path(digest(image)));
        Sweep sweep = garbage.sweep(Duration.ZERO);
        assertEquals(List.of(), sweep.blobs());
        assertTrue(sweep.hindrance().isEmpty());
    }

    @Test
    void leavesFilesThatAreNoBlobsAlone() throws IOException {
        StoreFixture.put(store, StoreFixture.small("a"), "a:1");
        Path other = Files.writeString(store.root().resolve("blobs/sha256/oci-put-blob123"), "x");
        garbage.sweep(Duration.ZERO);
        assertTrue(Files.exists(other));
    }
}
