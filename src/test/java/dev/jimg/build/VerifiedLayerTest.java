package dev.jimg.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Layer;
import dev.jimg.rootfs.LayerUnpacker;
import dev.jimg.store.StoreException;
import dev.jimg.transfer.Cancellation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the disk changed, or an image claims falsely, gets into no other image. */
class VerifiedLayerTest {

    @TempDir
    Path directory;

    private BuildFixture fixture;

    @BeforeEach
    void prepare() throws Exception {
        fixture = new BuildFixture(directory).file("f", "as it was").file("etc/passwd", "web:x:33:34::/:\n");
    }

    private Layer layer(ImageId id) {
        return Layer.of(fixture.store.images().manifest(fixture.image(id)), fixture.config(id)).get(0);
    }

    private void damage(ImageId id) throws Exception {
        Path blob = fixture.store.blobs().path(layer(id).blob().digest());
        byte[] bytes = Files.readAllBytes(blob);
        // The time in the gzip header: whoever only unpacks it sees no difference.
        bytes[4] ^= 1;
        assertTrue(blob.toFile().setWritable(true));
        Files.write(blob, bytes);
    }

    private void forgetHeaders() throws Exception {
        Leftovers.remove(fixture.store.root().resolve("cache/build/layers"));
    }

    @Test
    void copiesNothingFromALayerThatTheDiskChanged() throws Exception {
        ImageId other = fixture.build("FROM scratch\nCOPY f /f\n", "other:1");
        ImageId good = fixture.build("FROM scratch\nCOPY --from=other:1 /f /good\n", "good:1");
        damage(other);
        // The headers are known from the build before: the bytes themselves are what must not be believed.
        StoreException content = assertThrows(StoreException.class,
                () -> fixture.build("FROM scratch\nCOPY --from=other:1 /f /bad\n", "bad:1"));
        assertEquals(StoreException.Kind.CORRUPT, content.kind());
        forgetHeaders();
        StoreException headers = assertThrows(StoreException.class,
                () -> fixture.build("FROM scratch\nCOPY --from=other:1 /f /bad\n", "bad:1"));
        assertEquals(StoreException.Kind.CORRUPT, headers.kind());
        assertEquals(List.of(other, good).size(), fixture.store.images().list().images().size());
    }

    @Test
    void looksUpNoUserInALayerThatTheDiskChanged() throws Exception {
        ImageId base = fixture.build("FROM scratch\nCOPY etc /etc\n", "base:1");
        damage(base);
        assertThrows(StoreException.class, () -> fixture.build("FROM base:1\nCOPY --chown=web f /f\n"));
    }

    @Test
    void refusesALayerUnderTheDiffIdOfAnother() throws Exception {
        ImageId first = fixture.build("FROM scratch\nCOPY f /f\n", "first:1");
        ImageId second = fixture.file("f", "another").build("FROM scratch\nCOPY f /f\n", "second:1");
        Descriptor blob = layer(second).blob();
        Layer forged = new Layer(blob, layer(first).diffId());
        LayerTrees trees = new LayerTrees(fixture.store.blobs(),
                new LayerIndexFiles(directory.resolve("headers")), Cancellation.none());
        BuildException refused = assertThrows(BuildException.class, () -> trees.read(List.of(forged)));
        assertEquals("layer " + blob.digest() + " has the DiffID " + layer(second).diffId() + ", and its image says "
                + layer(first).diffId(), refused.why());
        Path root = Files.createDirectory(directory.resolve("root"));
        try (LayerUnpacker unpacker = LayerUnpacker.open(root)) {
            assertThrows(BuildException.class, () -> VerifiedLayer.unpack(fixture.store.blobs(), forged, unpacker,
                    Cancellation.none()));
        }
    }
}
