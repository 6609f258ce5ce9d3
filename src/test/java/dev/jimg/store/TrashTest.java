package dev.jimg.store;

import static dev.jimg.store.StoreFixture.put;
import static dev.jimg.store.StoreFixture.ref;
import static dev.jimg.store.StoreFixture.small;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.store.StoreException.Kind;
import dev.jimg.store.Trashed.Operation;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Taking removals and tags back. */
class TrashTest {

    @TempDir
    Path directory;

    private ImageStore store;

    @BeforeEach
    void open() {
        store = ImageStore.open(directory.resolve("store"));
    }

    /** As another process, or the same program started anew. */
    private ImageStore reopened() {
        return ImageStore.open(store.root());
    }

    private RemovalOutcome delete(Digest image, String... names) {
        Set<Reference> all = Set.of(names).stream().map(StoreFixture::ref).collect(Collectors.toSet());
        return store.trash().remove(new Removal(all, Set.of(image)), Operation.REMOVE);
    }

    private RemovalOutcome untag(String name) {
        return store.trash().remove(new Removal(Set.of(ref(name)), Set.of()), Operation.UNTAG);
    }

    private Digest at(String name) {
        return reopened().images().list().named(ref(name)).orElseThrow().entry();
    }

    private boolean isHere(String name) {
        return reopened().images().list().named(ref(name)).isPresent();
    }

    private Trashed undoLast() {
        ImageStore other = reopened();
        return other.trash().restore(other.trash().list().get(0).id());
    }

    private String index() throws IOException {
        return Files.readString(store.root().resolve("index.json"));
    }

    @Test
    void aDeletedImageComesBackWithItsEntryAsItWas() throws IOException {
        Digest image = put(store, small("a"), "a:1");
        Path file = store.root().resolve("index.json");
        Files.writeString(file, index().replace("\"annotations\":{", "\"theirs\":1.50,\"annotations\":{\"x\":\"y\","));
        String before = index();
        RemovalOutcome outcome = delete(image, "a:1");
        assertFalse(isHere("a:1"));
        assertTrue(outcome.undoable());
        assertEquals(0, outcome.freed());
        Trashed trashed = undoLast();
        assertEquals(new Trashed(trashed.id(), trashed.at(), Operation.REMOVE, List.of("a:1"), 1, outcome.kept()),
                trashed);
        assertEquals(image, at("a:1"));
        assertEquals(before, index());
        assertEquals(List.of(), reopened().trash().list());
    }

    @Test
    void whatIsInTheTrashIsNoGarbageUntilItIsEmptied() {
        Digest image = put(store, small("a"), "a:1");
        long kept = delete(image, "a:1").kept();
        assertEquals(List.of(), store.garbage().sweep(Duration.ZERO).blobs());
        assertEquals(3, store.garbage().all().size());
        assertEquals(kept, store.trash().bytes());
        assertEquals(kept, store.trash().empty());
        assertEquals(List.of(), store.garbage().all());
        assertEquals(List.of(), store.trash().list());
        assertEquals(0, store.trash().bytes());
    }

    @Test
    void whatWasKeptLongEnoughGoes() {
        Digest image = put(store, small("a"), "a:1");
        long kept = delete(image, "a:1").kept();
        assertEquals(0, store.trash().expire(Trash.KEEP));
        assertEquals(kept, store.trash().expire(Duration.ZERO));
        assertEquals(List.of(), store.garbage().all());
    }

    @Test
    void whatTakesRoomIsCountedAlsoWhenItsTimeIsOver() {
        Digest image = put(store, small("a"), "a:1");
        delete(image, "a:1");
        store.trash().keepFor(Duration.ZERO);
        assertEquals(List.of(), store.trash().list());
        assertEquals(List.of(1), store.trash().all().stream().map(Trashed::images).toList());
    }

    @Test
    void blobsStayWhileItIsNotKnownWhatTheOtherImagesNeed() throws IOException {
        Digest image = put(store, small("a"), "a:1");
        Digest other = put(store, small("b"), "b:1");
        delete(image, "a:1");
        Path manifest = store.root().resolve("blobs/sha256").resolve(other.hex());
        byte[] whole = Files.readAllBytes(manifest);
        Files.writeString(manifest, "no manifest");
        assertEquals(0, reopened().trash().empty());
        assertEquals(6, store.garbage().all().size());
        Files.write(manifest, whole);
        assertEquals(3, reopened().garbage().sweep(Duration.ZERO).blobs().size());
    }

    @Test
    void blobsThatAnotherImageNeedsOutliveTheTrash() {
        Digest image = put(store, small("a"), "a:1");
        delete(image, "a:1");
        put(store, small("a"), "again:1");
        assertEquals(0, store.trash().empty());
        assertEquals(3, store.garbage().all().size());
        assertEquals(image, at("again:1"));
    }

    @Test
    void aRemovalForGoodFreesTheDiskAtOnceWhateverTheTrashKept() {
        Digest image = put(store, small("a"), "a:1");
        long kept = delete(image, "a:1").kept();
        put(store, small("a"), "a:1");
        RemovalOutcome outcome = store.garbage().remove(new Removal(Set.of(ref("a:1")), Set.of(image)));
        assertEquals(kept, outcome.freed());
        assertEquals(List.of(), store.garbage().all());
        assertEquals(List.of(), store.trash().list());
    }

    @Test
    void aRemovalForGoodLeavesTheOthersOfARecord() {
        Digest first = put(store, small("a"), "a:1");
        Digest second = put(store, small("b"), "b:1");
        store.trash().remove(new Removal(Set.of(ref("a:1"), ref("b:1")), Set.of(first, second)), Operation.PRUNE);
        put(store, small("a"), "a:1");
        store.garbage().remove(new Removal(Set.of(ref("a:1")), Set.of(first)));
        undoLast();
        assertFalse(isHere("a:1"));
        assertEquals(second, at("b:1"));
    }

    @Test
    void aNameTakenAwayComesBack() throws IOException {
        Digest image = put(store, small("a"), "a:1");
        store.images().tag(image, ref("a:2"));
        untag("a:2");
        assertEquals(image, at("a:1"));
        assertEquals(List.of("a:2"), undoLast().names());
        assertEquals(image, at("a:2"));
        String before = index();
        untag("a:2");
        untag("a:1");
        assertTrue(reopened().images().list().images().get(0).dangling());
        undoLast();
        undoLast();
        assertEquals(before.length(), index().length());
        assertEquals(image, at("a:1"));
        assertEquals(image, at("a:2"));
    }

    @Test
    void aNameThatWasMovedGoesBackToTheImageItCameFrom() {
        Digest old = put(store, small("a"), "app:latest");
        Digest next = put(store, small("b"), "app:next");
        store.trash().tag(next, ref("app:latest"));
        assertEquals(next, at("app:latest"));
        assertEquals(new Trashed("", null, Operation.TAG, List.of("app:latest"), 0, 0).names(), undoLast().names());
        assertEquals(old, at("app:latest"));
        assertEquals(next, at("app:next"));
        assertEquals(2, reopened().images().list().images().size());
    }

    @Test
    void aNewNameGoesAway() {
        Digest image = put(store, small("a"), "a:1");
        store.trash().tag(image, ref("b:1"));
        undoLast();
        assertFalse(isHere("b:1"));
        assertEquals(image, at("a:1"));
        assertEquals(1, reopened().images().list().images().size());
    }

    @Test
    void aNameThatMovedOnIsNotClobbered() {
        Digest image = put(store, small("a"), "a:1");
        Digest other = put(store, small("b"), "b:1");
        delete(image, "a:1");
        store.images().tag(other, ref("a:1"));
        StoreException refused = assertThrows(StoreException.class, this::undoLast);
        assertEquals(Kind.CONFLICT, refused.kind());
        assertEquals("could not undo a:1: a:1 is the name of another image by now", refused.getMessage());
        assertEquals(other, at("a:1"));
        store.garbage().remove(new Removal(Set.of(ref("a:1")), Set.of()));
        undoLast();
        assertEquals(image, at("a:1"));
        assertEquals(other, at("b:1"));
    }

    @Test
    void aTagIsNotTakenBackToAnImageThatIsGone() {
        Digest old = put(store, small("a"), "app:1");
        Digest next = put(store, small("b"), "b:1");
        store.trash().tag(next, ref("app:1"));
        store.trash().remove(new Removal(Set.of(), Set.of(old)), Operation.REMOVE);
        Trashed tag = store.trash().list().get(1);
        StoreException refused = assertThrows(StoreException.class, () -> store.trash().restore(tag.id()));
        assertEquals("could not undo app:1: the image that was app:1 is gone by now", refused.getMessage());
        undoLast();
        store.trash().restore(tag.id());
        assertEquals(old, at("app:1"));
    }

    @Test
    void whatIsUndoneIsDone() {
        Digest image = put(store, small("a"), "a:1");
        delete(image, "a:1");
        String id = store.trash().list().get(0).id();
        store.trash().restore(id);
        assertEquals(Kind.NOT_FOUND, assertThrows(StoreException.class, () -> store.trash().restore(id)).kind());
        assertEquals(Kind.NOT_FOUND,
                assertThrows(StoreException.class, () -> store.trash().restore("../index")).kind());
    }

    @Test
    void anImageThatWasPulledAgainNeedsNoUndo() {
        Digest image = put(store, small("a"), "a:1");
        delete(image, "a:1");
        put(store, small("a"), "a:1");
        assertEquals(List.of(), store.trash().list());
        delete(image, "a:1");
        assertEquals(1, store.trash().list().size());
        assertEquals(1, store.root().resolve("trash").toFile().list().length);
    }

    @Test
    void damagedRecordsAreNoHarm() throws IOException {
        Digest image = put(store, small("a"), "a:1");
        delete(image, "a:1");
        Path trash = store.root().resolve("trash");
        String good = Files.readString(trash.resolve(store.trash().list().get(0).id() + ".json"));
        List<String> bad = List.of("", "{", "[]", "{\"version\":9}", good.replace("remove", "explode"),
                good.replace("sha256:", "sha256:../"), good.substring(0, good.length() / 2),
                good.replace("\"before\":[", "\"before\":[{\"size\":-1},"));
        for (int i = 0; i < bad.size(); i++) {
            Files.writeString(trash.resolve("999999999999" + i + ".json"), bad.get(i));
        }
        Files.writeString(trash.resolve("notes.txt"), "theirs");
        assertEquals(1, store.trash().list().size());
        undoLast();
        assertEquals(image, at("a:1"));
        store.trash().empty();
        assertEquals(List.of("notes.txt"), List.of(trash.toFile().list()));
    }

    @Test
    void blobsThatAnotherProgramTookMakeTheUndoImpossible() {
        Digest image = put(store, small("a"), "a:1");
        delete(image, "a:1");
        GarbageCollector.deleteFile(store.blobs().path(image));
        StoreException refused = assertThrows(StoreException.class, this::undoLast);
        assertEquals(Kind.NOT_FOUND, refused.kind());
        assertFalse(isHere("a:1"));
    }

    @Test
    void manyAtOnceLoseNothing() throws Exception {
        int workers = 4;
        List<Digest> images = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            images.add(put(store, small("w" + i), "w" + i + ":1"));
        }
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            String name = "w" + i + ":1";
            Digest image = images.get(i);
            running.add(pool.submit(() -> {
                ImageStore own = reopened();
                for (int round = 0; round < 8; round++) {
                    own.trash().remove(new Removal(Set.of(ref(name)), Set.of(image)), Operation.REMOVE);
                    own.trash().restore(own.trash().list().stream().filter(t -> t.names().contains(name)).findFirst()
                            .orElseThrow().id());
                }
            }));
        }
        for (Future<?> one : running) {
            one.get(60, TimeUnit.SECONDS);
        }
        pool.shutdown();
        for (int i = 0; i < workers; i++) {
            assertEquals(images.get(i), at("w" + i + ":1"));
        }
        assertEquals(List.of(), store.trash().list());
        assertEquals(3 * workers, store.garbage().all().size());
    }

    @Test
    void processesThatRemoveAndTakeBackAtTheSameTimeLoseNothing() throws Exception {
        List<Process> children = new ArrayList<>();
        List<Digest> images = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            images.add(put(store, small("p" + i), "p" + i + ":1"));
        }
        for (int i = 0; i < 2; i++) {
            children.add(StoreChild.start("churn", store.root().toString(), images.get(i).toString(), "p" + i + ":1",
                    "20"));
        }
        for (Process child : children) {
            assertTrue(child.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, child.exitValue());
        }
        assertEquals(images, List.of(at("p0:1"), at("p1:1")));
        assertEquals(List.of(), store.trash().list());
    }

    @Test
    void onAFullDiskRoomComesBeforeUndo() throws IOException {
        Tools.require("mount", "umount");
        Tools.requireRoot();
        Path disk = Files.createDirectory(directory.resolve("disk"));
        if (Run.of("mount", "-t", "tmpfs", "-o", "size=1m", "none", disk.toString()).attempt().exit() != 0) {
            abort("may not mount");
        }
        try {
            store = ImageStore.open(disk.resolve("store"));
            Digest first = put(store, large(1), "a:1");
            delete(first, "a:1");
            Digest second = put(store, large(2), "b:1");
            assertEquals(List.of(), store.trash().list(), "the second needed the room of the first");
            Digest third = put(store, small("c"), "c:1");
            Run.of("sh", "-c", "cat /dev/zero >> " + disk.resolve("filler")).attempt();
            assertEquals(0, Files.getFileStore(disk).getUsableSpace());
            RemovalOutcome outcome = delete(second, "b:1");
            assertFalse(outcome.undoable());
            assertTrue(outcome.freed() > 600_000);
            assertEquals(List.of(), store.trash().list());
            assertTrue(delete(third, "c:1").undoable(), "now there is room");
            undoLast();
            assertEquals(third, at("c:1"));
        } finally {
            Run.command("umount", disk.toString());
        }
    }

    private static ImageFixture large(int seed) {
        return ImageFixture.builder().format(ImageFixture.Format.OCI).layer("COPY " + seed, LayerFixture.gzip(
                tar -> tar.file("srv/" + seed, new Random(seed).ints(170_000).mapToObj(Integer::toHexString)
                        .collect(Collectors.joining())))).build();
    }
}
