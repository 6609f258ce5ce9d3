package dev.jimg.store;

import static dev.jimg.store.StoreFixture.ref;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tally;
import dev.jimg.testing.Tools;
import java.nio.file.Path;
import java.util.List;
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
                    name(entries, ours);
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

    private static void edit(String image, Reference name, boolean skopeo) {
        if (skopeo) {
            Run.command("skopeo", "--insecure-policy", "copy", "-q", "oci:" + image,
                    "oci:" + image.substring(0, image.indexOf(':')) + ":" + name);
        } else {
            Run.command("umoci", "tag", "--image", image, name.toString());
        }
    }

    private static void name(ArrayNode entries, Reference name) {
        ObjectNode entry = entries.get(0).deepCopy();
        entry.withObjectProperty("annotations").put(Descriptor.REF_NAME, name.toString());
        entries.add(entry);
    }
}
