package dev.jimg.store;

import static dev.jimg.store.StoreFixture.ref;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.MediaType;
import dev.jimg.testing.Counted;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed at each call by which it makes something last or visible, one after the other. Where strace
 * is not there, or may not trace, this is skipped.
 */
@Counted("killed at each step")
class CrashTest {

    /** Each with the names it has on one machine or another; strace counts every name by itself. */
    private static final List<String> STEPS =
            List.of("rename,renameat,renameat2", "link,linkat", "unlink,unlinkat", "fsync,fdatasync");
    private static final int MORE_STEPS_THAN_THERE_ARE = 50;

    @TempDir
    Path directory;

    /** Whether the process came to its end without that many calls. */
    private static boolean finishes(String calls, int number, String... arguments) {
        Run.Result result = Run.of(StoreChild.command(List.of("strace", "-f", "-qq", "-o", "/dev/null", "-e",
                "trace=" + calls, "-e", "inject=" + calls + ":signal=SIGKILL:when=" + number), arguments)).attempt();
        assumeTrue(!result.err().contains("ptrace"), "may not trace");
        assertTrue(result.exit() == 0 || result.exit() == 128 + 9, result.exit() + " " + result.err());
        return result.exit() == 0;
    }

    @Test
    void aPullKilledAtAnyStepShowsNothingHalfAndCanBeDoneAgain() {
        assumeTrue(Tools.find("strace").isPresent(), "strace is not on PATH");
        ImageStore store = ImageStore.open(directory.resolve("store"));
        Digest base = StoreFixture.put(store, StoreFixture.small("a"), "base:1");
        int steps = 0;
        for (String calls : STEPS) {
            int number = 1;
            while (!finishes(calls, number, "bring", store.root().toString(), base.toString(), "new:1")) {
                assertWhole(ImageStore.open(store.root()));
                undo(ImageStore.open(store.root()));
                assertTrue(number < MORE_STEPS_THAN_THERE_ARE);
                number++;
                steps++;
            }
            assertWhole(ImageStore.open(store.root()));
            assertTrue(store.images().list().named(ref("new:1")).isPresent());
            undo(ImageStore.open(store.root()));
        }
        assertTrue(steps > 10, "only " + steps + " steps: were they seen?");
    }

    @Test
    void anUndoableRemovalKilledAtAnyStepLosesNothing() {
        assumeTrue(Tools.find("strace").isPresent(), "strace is not on PATH");
        ImageStore store = ImageStore.open(directory.resolve("store"));
        StoreFixture.put(store, StoreFixture.small("a"), "base:1");
        Digest image = StoreFixture.put(store, StoreFixture.small("b"), "new:1");
        int steps = 0;
        for (String calls : STEPS) {
            steps += killAtEach(store, image, calls, "trash", store.root().toString(), "new:1", image.toString());
            assertTrue(ImageStore.open(store.root()).images().list().named(ref("new:1")).isEmpty());
            steps += killAtEach(store, image, calls, "restore", store.root().toString());
            assertEquals(image,
                    ImageStore.open(store.root()).images().list().named(ref("new:1")).orElseThrow().entry());
        }
        assertTrue(steps > 10, "only " + steps + " steps: were they seen?");
    }

    /** Where our index is there for the moment in which theirs is put back. */
    @Test
    void anEditOfTheLastInstantSurvivesAKillWhileItIsPutBack() {
        assumeTrue(Tools.find("strace").isPresent(), "strace is not on PATH");
        ImageStore store = ImageStore.open(directory.resolve("store"));
        StoreFixture.put(store, StoreFixture.small("b"), "other:1");
        Digest base = StoreFixture.put(store, StoreFixture.small("a"), "base:1");
        int steps = 0;
        for (String calls : List.of("renameat2", "unlink,unlinkat")) {
            int number = 1;
            boolean theirs = false;
            while (!finishes(calls, number, "overtaken", store.root().toString())) {
                ImageStore after = ImageStore.open(store.root());
                assertEquals(List.of(), after.images().list().problems());
                after.images().tag(base, ref("base:1"));
                boolean there = after.images().list().named(ref("theirs:1")).isPresent();
                assertTrue(there || !theirs, "lost at " + calls + " " + number);
                theirs |= there;
                after.garbage().remove(new Removal(Set.of(ref("theirs:1"), ref("ours:1")), Set.of()));
                assertEquals(List.of("lock"), List.of(after.root().resolve("ingest").toFile().list()));
                assertTrue(number < MORE_STEPS_THAN_THERE_ARE);
                number++;
                steps++;
            }
            ImageStore.open(store.root()).images().tag(base, ref("base:1"));
            assertTrue(ImageStore.open(store.root()).images().list().named(ref("theirs:1")).isPresent());
            store.garbage().remove(new Removal(Set.of(ref("theirs:1")), Set.of()));
        }
        assertTrue(steps > 2, "only " + steps + " steps: were they seen?");
    }

    /** After each, the image is here or can be taken back; then all is made as it was before. */
    private static int killAtEach(ImageStore store, Digest image, String calls, String... arguments) {
        boolean here = store.images().list().named(ref("new:1")).isPresent();
        int number = 1;
        while (!finishes(calls, number, arguments)) {
            ImageStore after = ImageStore.open(store.root());
            assertWhole(after);
            assertEquals(6, after.garbage().all().size());
            boolean still = after.images().list().named(ref("new:1")).isPresent();
            assertEquals(still ? 0 : 1, after.trash().list().size());
            if (here && !still) {
                after.trash().restore(after.trash().list().get(0).id());
            } else if (!here && still) {
                after.trash().remove(new Removal(Set.of(ref("new:1")), Set.of(image)), Trashed.Operation.REMOVE);
            }
            assertTrue(number < MORE_STEPS_THAN_THERE_ARE);
            number++;
        }
        return number - 1;
    }

    private static void assertWhole(ImageStore store) {
        Listing listing = store.images().list();
        assertEquals(List.of(), listing.problems());
        assertTrue(listing.named(ref("base:1")).isPresent());
        for (StoredImage image : listing.images()) {
            assertEquals(Optional.empty(), image.damage());
            assertEquals(List.of(), store.images().incomplete(image));
        }
        for (Digest blob : store.garbage().all()) {
            store.blobs().verify(Descriptor.of(MediaType.OCI_LAYER, blob, store.blobs().size(blob)),
                    ProgressSink.NONE, Cancellation.none());
        }
    }

    /** What the killed process brought goes, so that the next one has all steps before it again. */
    private static void undo(ImageStore store) {
        store.images().list().named(ref("new:1")).ifPresent(
                image -> store.garbage().remove(new Removal(Set.of(ref("new:1")), Set.of(image.entry()))));
        store.garbage().sweep(Duration.ZERO);
        assertEquals(3, store.garbage().all().size());
    }
}
