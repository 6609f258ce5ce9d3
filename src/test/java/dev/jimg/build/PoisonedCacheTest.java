package dev.jimg.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.config.Environment;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Reference;
import dev.jimg.testing.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * CVE-2024-24557: an image that somebody made with the settings, the history and the lower layers of what is built here,
 * and with a last layer of his own. It is in the store; no step of a build is answered by it.
 */
class PoisonedCacheTest {

    private static final long EPOCH = 1_500_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private BuildFixture fixture;

    @BeforeEach
    void needs() throws Exception {
        Tools.requireRoot();
        Tools.require("runc", "busybox");
        fixture = shop("here");
    }

    private BuildFixture shop(String name) throws Exception {
        BuildFixture shop = new BuildFixture(directory.resolve(name)).file("f", "good").epoch(EPOCH);
        Path busybox = shop.busybox();
        for (Path file : List.of(busybox, shop.context.resolve("f"))) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(EPOCH)));
        }
        return shop;
    }

    private static ImageId base(BuildFixture shop) {
        return shop.build("FROM scratch\nCOPY busybox /bin/sh\n", "base:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FROM base:1\nCOPY f /again\n", "FROM scratch\nCOPY f /again\n", "FROM base:1\nADD f /again\n",
        "FROM base:1\nRUN echo good > /again\n", "FROM base:1\nENV a=b\nRUN echo good > /again\n"})
    void anImageWithTheRightHistoryIsNoAnswer(String dockerfile) throws Exception {
        BuildFixture elsewhere = shop("elsewhere");
        try (RuntimeSteps there = new RuntimeSteps(elsewhere.store, Environment.system());
                RuntimeSteps here = new RuntimeSteps(fixture.store, Environment.system())) {
            elsewhere.runner(there);
            fixture.runner(here);
            assertEquals(base(elsewhere), base(fixture));
            ImageId honest = elsewhere.build(dockerfile, "honest:1");
            elsewhere.file("f", "evil");
            ImageId evil = plant(elsewhere, honest, elsewhere.build(dockerfile.replace("good", "evil"), "evil:1"));
            assertTrue(fixture.layers(evil).toString().contains("evil"));
            assertEquals(elsewhere.config(honest).history(), fixture.config(evil).history());
            ImageId built = fixture.build(dockerfile);
            assertFalse(fixture.heard.contains("cached"), () -> fixture.heard.toString());
            assertTrue(fixture.layers(built).toString().contains("again good"), () -> fixture.heard.toString());
            assertFalse(fixture.layers(built).toString().contains("evil"));
            fixture.build(dockerfile);
            assertTrue(fixture.heard.contains("cached"), "what was built here is an answer");
        }
    }

    /** Puts the image with the layers of the one and everything else of the other into the store here. */
    private ImageId plant(BuildFixture elsewhere, ImageId honest, ImageId evil) throws Exception {
        Manifest layers = elsewhere.store.images().manifest(elsewhere.image(evil));
        for (Descriptor layer : layers.layers()) {
            Files.write(fixture.store.blobs().path(layer.digest()), elsewhere.store.blobs().read(layer.digest()));
        }
        ObjectNode config = (ObjectNode) JSON.readTree(elsewhere.store.blobs().read(honest.digest()));
        config.set("rootfs", JSON.readTree(elsewhere.store.blobs().read(evil.digest())).get("rootfs"));
        byte[] document = JSON.writeValueAsBytes(config);
        ObjectNode manifest = (ObjectNode) JSON.readTree(
                elsewhere.store.blobs().read(elsewhere.image(evil).manifest()));
        ((ObjectNode) manifest.get("config")).put("digest", Digest.of(document).toString()).put("size", document.length);
        byte[] whole = JSON.writeValueAsBytes(manifest);
        fixture.store.blobs().put(document);
        fixture.store.blobs().put(whole);
        fixture.store.images().add(Descriptor.of(MediaType.OCI_MANIFEST, Digest.of(whole), whole.length),
                Optional.of(Reference.parse("evil:1")), List.of());
        return ImageId.parse(Digest.of(document).toString());
    }
}
