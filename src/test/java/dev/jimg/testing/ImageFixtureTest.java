package dev.jimg.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jimg.testing.LayerFixture.Compression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ImageFixtureTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void skopeoReadsALayoutWithThirtyLayers() throws IOException {
        Tools.require("skopeo");
        ImageFixture image = ImageFixture.layers(30);
        image.writeLayout(directory, "thirty");
        assertEquals(30, inspect("thirty").path("Layers").size());
        JsonNode config = JSON.readTree(image.config().bytes());
        assertEquals(40, config.path("history").size());
    }

    @Test
    void umociUnpacksBusyboxAndItRuns() {
        Tools.requireRoot();
        Tools.require("umoci", "busybox");
        ImageFixture.busyboxBuilder().format(ImageFixture.Format.OCI).build().writeLayout(directory, "busybox");
        Path bundle = directory.resolve("bundle");
        Run.command("umoci", "unpack", "--image", directory + ":busybox", bundle.toString());
        Run.Result hello = Run.command("chroot", bundle.resolve("rootfs").toString(), "/bin/echo", "hello");
        assertEquals("hello\n", hello.out());
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void everyCompressionHoldsTheSameTar(Compression compression) {
        LayerFixture packed = LayerFixture.of(compression, tar -> tar.directory("a").file("a/b", "c"));
        LayerFixture plain = LayerFixture.of(Compression.NONE, tar -> tar.directory("a").file("a/b", "c"));
        assertEquals(plain.diffId(), packed.diffId());
        assertEquals(plain.content().digest(), plain.diffId());
        assertEquals(compression == Compression.NONE, packed.content().digest().equals(packed.diffId()));
    }

    @Test
    void skopeoVerifiesAZstdLayerOnItsWayToAnotherLayout() throws IOException {
        Tools.require("skopeo");
        Path copy = directory.resolve("copy");
        ImageFixture.builder()
                .format(ImageFixture.Format.OCI)
                .layer("x", LayerFixture.random(Compression.ZSTD, 1, 100_000))
                .build()
                .writeLayout(directory, "zstd");
        Run.command("skopeo", "copy", "oci:" + directory + ":zstd", "oci:" + copy + ":zstd");
        assertTrue(Files.exists(copy.resolve("index.json")));
    }

    @Test
    void aSeedGivesTheSameBytesAgain() {
        String first = LayerFixture.random(Compression.NONE, 7, 50_000).diffId();
        assertEquals(first, LayerFixture.random(Compression.NONE, 7, 50_000).diffId());
        assertFalse(first.equals(LayerFixture.random(Compression.NONE, 8, 50_000).diffId()));
    }

    @Test
    void anIndexOffersItsPlatforms() throws IOException {
        Tools.require("skopeo");
        IndexFixture index = ImageFixture.multiPlatform("linux/amd64", "linux/arm64/v8", "linux/arm/v7");
        try (RealRegistry registry = RealRegistry.open()) {
            Fixture.Pushed pushed = index.push(registry, "multi:1");
            JsonNode config = JSON.readTree(Run.command(
                    "skopeo", "--override-arch", "arm", "--override-variant", "v7", "inspect", "--tls-verify=false",
                    "--config", "docker://" + pushed.reference()).out());
            assertEquals("linux/arm/v7", config.path("config").path("Labels").path("for").asText());
            assertEquals(index.image("linux/amd64").config().digest(), pushed.configDigest());
        }
    }

    @Test
    void awkwardTextArrivesAsItIs() throws IOException {
        ImageFixture image = ImageFixture.builder()
                .label("canary", ImageFixture.AWKWARD)
                .layer(ImageFixture.AWKWARD, LayerFixture.gzip(tar -> tar.file("x", "x")))
                .build();
        JsonNode config = JSON.readTree(image.config().bytes());
        assertEquals(ImageFixture.AWKWARD, config.path("history").path(0).path("created_by").asText());
        assertEquals(ImageFixture.AWKWARD, config.path("config").path("Labels").path("canary").asText());
    }

    @Test
    void debianIsOneBigLayerWithAShell() {
        ImageFixture debian = ImageFixture.debian();
        assertEquals(1, debian.layers().size());
        String listing = Run.command("tar", "-tzf", debian.layers().get(0).content().file().toString()).out();
        assertTrue(listing.contains("bin/bash\n"));
    }

    private JsonNode inspect(String tag) throws IOException {
        return JSON.readTree(Run.command("skopeo", "inspect", "oci:" + directory + ":" + tag).out());
    }
}
