package dev.jimg.store;

import static dev.jimg.store.StoreFixture.ref;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.testing.Await;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tally;
import dev.jimg.testing.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tool that knows nothing of our lock edits index.json after we read it and before we replace it. */
class ForeignEditTest {

    @TempDir
    Path directory;

    @Test
    void neitherLosesWhatTheOtherWrote() {
        Tools.require("umoci", "skopeo");
        ImageStore store = ImageStore.open(directory.resolve("store"));
        Digest digest = StoreFixture.put(store, StoreFixture.small("a"), "app:1");
        Layout layout = new Layout(store.root());
        Index index = new Index(layout);
        int times = Tally.cases(12, 200);
        Tally tally = new Tally("edits of index.json by umoci and skopeo meanwhile");
        for (int time = 0; time < times; time++) {
            Reference theirs = ref("example.com/theirs:" + time);
            Reference ours = ref("example.com/ours:" + time);
            boolean skopeo = time % 4 == 3;
            tally.held(theirs.familiar(), () -> {
                int[] made = new int[1];
                layout.locks().withState("edit", () -> index.edit(entries -> {
                    if (made[0]++ == 0) {
                        edit(store.root() + ":" + ref("app:1"), theirs, skopeo);
                    }
                    name(entries, 0, ours);
                }));
                assertEquals(2, made[0], "made again, on theirs");
                List<Reference> tags = store.images().list().withEntry(digest).orElseThrow().tags();
                assertTrue(tags.contains(theirs), "theirs is lost");
                assertTrue(tags.contains(ours), "ours is lost");
            });
        }
        assertEquals(2 * times + 1, store.images().list().withEntry(digest).orElseThrow().tags().size());
        tally.done(times);
    }

    /** Nothing is arranged here: two programs write as fast as they can. */
    @Test
    void losesNoneOfTheirsInARace() throws Exception {
        Tools.require("umoci");
        ImageStore store = ImageStore.open(directory.resolve("store"));
        Digest digest = StoreFixture.put(store, StoreFixture.small("a"), "app:1");
        int times = Tally.cases(12, 200);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService tagger = Executors.newSingleThreadExecutor();
        Future<Integer> tagged = tagger.submit(() -> {
            int count = 0;
            for (; !over.get(); count++) {
                store.images().tag(digest, ref("example.com/ours:" + count % 50));
            }
            return count;
        });
        try {
            for (int time = 0; time < times; time++) {
                edit(store.root() + ":" + ref("app:1"), ref("example.com/theirs:" + time), false);
            }
        } finally {
            over.set(true);
            tagger.shutdown();
        }
        assertTrue(tagged.get(60, TimeUnit.SECONDS) > 0, "we wrote too");
        List<Reference> tags = store.images().list().withEntry(digest).orElseThrow().tags();
        Tally tally = new Tally("edits of index.json by umoci in a race");
        for (int time = 0; time < times; time++) {
            Reference theirs = ref("example.com/theirs:" + time);
            tally.held(theirs.familiar(), () -> assertTrue(tags.contains(theirs), "theirs is lost"));
        }
        tally.done(times);
    }

    /** As long as before, and with its time of modification set back: nothing but the time of change tells. */
    @Test
    void seesAnEditInPlaceOfTheSameLength() {
        ImageStore store = ImageStore.open(directory.resolve("store"));
        Digest digest = StoreFixture.put(store, StoreFixture.small("a"), "app:1");
        Layout layout = new Layout(store.root());
        Index index = new Index(layout);
        int[] made = new int[1];
        layout.locks().withState("edit", () -> index.edit(entries -> {
            if (made[0]++ == 0) {
                FileStamp before = index.stamp();
                // Two changes within one step of the file system's time leave one stamp.
                Await.until(Duration.ofSeconds(30), "its time of change is another", () -> {
                    editInPlace(layout.index());
                    return !index.stamp().equals(before);
                });
                assertTrue(index.stamp().sameFile(before));
            }
            name(entries, 0, ref("ours:1"));
        }));
        assertEquals(2, made[0], "made again, on theirs");
        List<Reference> tags = store.images().list().withEntry(digest).orElseThrow().tags();
        assertEquals(Set.of(ref("app:9"), ref("ours:1")), new HashSet<>(tags));
    }

    private static void editInPlace(Path index) {
        try {
            FileTime modified = Files.getLastModifiedTime(index);
            Files.writeString(index, Files.readString(index).replace("app:1", "app:9"));
            Files.setLastModifiedTime(index, modified);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After the last look, before the new index is there. */
    @Test
    void givesWayToAnEditOfTheLastInstant() throws IOException {
        ImageStore store = ImageStore.open(directory.resolve("store"));
        StoreFixture.put(store, StoreFixture.small("a"), "app:1");
        Layout layout = new Layout(store.root());
        FileStamp stamp = FileStamp.of(layout.index());
        byte[] read = Files.readAllBytes(layout.index());
        String theirs = Files.readString(layout.index()).replace("app:1", "theirs:1");
        byte[] ours = Files.readString(layout.index()).replace("app:1", "ours:1").getBytes(StandardCharsets.UTF_8);
        try (IndexDraft draft = IndexDraft.write(layout, ours)) {
            replace(layout.index(), theirs);
            assertFalse(draft.takePlace(stamp, Optional.of(read), true));
        }
        assertEquals(theirs, Files.readString(layout.index()));
        assertArrayEquals(new String[] {"lock"}, layout.ingest().toFile().list());
        try (IndexDraft draft = IndexDraft.write(layout, ours)) {
            assertTrue(draft.takePlace(FileStamp.of(layout.index()), Optional.of(theirs.getBytes(StandardCharsets.UTF_8)), true));
        }
        assertArrayEquals(ours, Files.readAllBytes(layout.index()));
        assertArrayEquals(new String[] {"lock"}, layout.ingest().toFile().list());
    }

    /** Into the file itself, as long as before and with its times set back: nothing but its bytes tells. */
    @Test
    void givesWayToAnEditInPlaceOfTheLastInstant() throws IOException {
        ImageStore store = ImageStore.open(directory.resolve("store"));
        StoreFixture.put(store, StoreFixture.small("a"), "app:1");
        Layout layout = new Layout(store.root());
        FileStamp stamp = FileStamp.of(layout.index());
        byte[] read = Files.readAllBytes(layout.index());
        byte[] ours = Files.readString(layout.index()).replace("app:1", "our:1").getBytes(StandardCharsets.UTF_8);
        try (IndexDraft draft = IndexDraft.write(layout, ours)) {
            editInPlace(layout.index());
            assertTrue(FileStamp.of(layout.index()).sameFile(stamp));
            assertFalse(draft.takePlace(stamp, Optional.of(read), true));
        }
        assertTrue(Files.readString(layout.index()).contains("app:9"), "theirs is lost");
        assertArrayEquals(new String[] {"lock"}, layout.ingest().toFile().list());
    }

    /** A process was killed when ours had taken the place of theirs; and another had been before it had. */
    @Test
    void bringsHomeWhatAKilledProcessDisplaced() throws IOException {
        for (boolean byEdit : List.of(true, false)) {
            ImageStore store = ImageStore.open(directory.resolve("store-" + byEdit));
            Digest gone = StoreFixture.put(store, StoreFixture.small("b"), "gone:1");
            Digest digest = StoreFixture.put(store, StoreFixture.small("a"), "app:1");
            Layout layout = new Layout(store.root());
            Files.copy(layout.index(), layout.previousIndex(), StandardCopyOption.REPLACE_EXISTING);
            ObjectNode theirs = StoreJson.read(layout.index());
            ArrayNode entries = theirs.withArrayProperty("manifests");
            name(entries, 1, ref("theirs:1"));
            entries.remove(0);
            Files.write(layout.ingest().resolve("index-1"), StoreJson.write(theirs));
            ObjectNode ours = StoreJson.read(layout.index());
            name(ours.withArrayProperty("manifests"), 1, ref("ours:1"));
            Files.write(layout.index(), StoreJson.write(ours));
            Path draft = Files.writeString(layout.ingest().resolve("draft"), "{\"manif");
            Files.move(draft, draft.resolveSibling("index-" + Files.getAttribute(draft, "unix:ino")));

            ImageStore opened = ImageStore.open(store.root());
            if (byEdit) {
                opened.images().tag(digest, ref("later:1"));
            } else {
                opened.garbage().sweep(Duration.ofDays(1));
            }
            Set<Reference> names = new HashSet<>(Set.of(ref("app:1"), ref("theirs:1"), ref("ours:1")));
            if (byEdit) {
                names.add(ref("later:1"));
            }
            assertEquals(names, Set.copyOf(opened.images().list().withEntry(digest).orElseThrow().tags()));
            assertTrue(opened.images().list().withEntry(gone).isEmpty());
            assertArrayEquals(new String[] {"lock"}, layout.ingest().toFile().list());
        }
    }

    @Test
    void aNameThatBothGaveStaysOursAndTheirImageIsHere() throws IOException {
        ObjectNode base = index();
        ObjectNode theirs = index("1", "app:1");
        ArrayNode ours = index("2", "app:1").withArrayProperty("manifests");
        IndexMerge merge = IndexMerge.of(base, theirs);
        merge.applyTo(ours);
        merge.applyTo(ours);
        assertEquals(2, ours.size());
        assertEquals("app:1", EntryNames.refName(ours.get(0)));
        assertEquals("2", ours.get(0).path("digest").asText());
        assertEquals("", EntryNames.refName(ours.get(1)));
        assertEquals("1", ours.get(1).path("digest").asText());
    }

    private static ObjectNode index(String... digestsAndNames) {
        ObjectNode index = IndexRecovery.emptyIndex();
        for (int i = 0; i < digestsAndNames.length; i += 2) {
            index.withArrayProperty("manifests").addObject().put("digest", digestsAndNames[i])
                    .withObjectProperty("annotations").put(Descriptor.REF_NAME, digestsAndNames[i + 1]);
        }
        return index;
    }

    static void replace(Path index, String text) throws IOException {
        Path other = Files.writeString(index.resolveSibling("theirs"), text);
        Files.move(other, index, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void edit(String image, Reference name, boolean skopeo) {
        if (skopeo) {
            Run.command("skopeo", "--insecure-policy", "copy", "-q", "oci:" + image,
                    "oci:" + image.substring(0, image.indexOf(':')) + ":" + name);
        } else {
            Run.command("umoci", "tag", "--image", image, name.toString());
        }
    }

    private static void name(ArrayNode entries, int like, Reference name) {
        ObjectNode entry = entries.get(like).deepCopy();
        entry.withObjectProperty("annotations").put(Descriptor.REF_NAME, name.toString());
        entries.add(entry);
    }
}
