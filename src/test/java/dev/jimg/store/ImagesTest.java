package dev.jimg.store;

import static dev.jimg.store.StoreFixture.ref;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {

    @TempDir
    Path directory;

    private ImageStore store;
    private Images images;

    @BeforeEach
    void open() {
        store = ImageStore.open(directory.resolve("store"));
        images = store.images();
    }

    private List<String> tags(Digest entry) {
        return images.list().withEntry(entry).orElseThrow().tags().stream().map(Reference::familiar).toList();
    }

    @Test
    void showsWhatAnImageIs() {
        ImageFixture fixture = ImageFixture.builder().format(ImageFixture.Format.OCI).platform("linux/arm/v7")
                .created("2024-05-06T07:08:09.123456789Z")
                .layer("one", LayerFixture.gzip(tar -> tar.file("a", "aaaa")))
                .layer("two", LayerFixture.gzip(tar -> tar.file("b", "bb"))).build();
        Digest digest = StoreFixture.put(store, fixture, "ghcr.io/team/app:2");
        StoredImage image = images.list().images().get(0);
        assertEquals(fixture.config().digest(), image.id().toString());
        assertEquals(digest, image.manifest());
        assertEquals(digest, image.entry());
        assertEquals(List.of(ref("ghcr.io/team/app:2")), image.tags());
        assertEquals("2024-05-06T07:08:09.123456789Z", image.created().toString());
        assertEquals("linux/arm/v7", image.platform().toString());
        assertEquals(fixture.layers().stream().map(layer -> layer.content().digest()).toList(),
                image.layers().stream().map(layer -> layer.blob().toString()).toList());
        assertEquals(fixture.layers().stream().mapToLong(layer -> layer.content().size()).sum(), image.layersSize());
        assertEquals(Optional.empty(), image.damage());
        assertEquals(-1, image.unpackedSize());
        assertEquals(fixture.config().digest(), images.config(image).imageId().toString());
        assertEquals(2, images.manifest(image).layers().size());
    }

    @Test
    void givesAnImageSeveralNames() {
        Digest digest = StoreFixture.put(store, StoreFixture.small("a"), "app:1");
        images.tag(digest, ref("localhost:5000/team/app:2"));
        images.tag(digest, ref("app"));
        assertEquals(List.of("app:1", "app:latest", "localhost:5000/team/app:2"), tags(digest));
        assertEquals(1, images.list().images().size());
        assertEquals(digest, images.list().named(ref("app")).orElseThrow().entry());
        assertTrue(images.list().named(ref("ap")).isEmpty());
    }

    @Test
    void leavesTheImageThatLosesItsNameDangling() {
        Digest old = StoreFixture.put(store, StoreFixture.small("old"), "app:1");
        Digest fresh = StoreFixture.put(store, StoreFixture.small("new"), "app:1");
        assertEquals(List.of("app:1"), tags(fresh));
        StoredImage dangling = images.list().withEntry(old).orElseThrow();
        assertTrue(dangling.dangling());
        images.tag(old, ref("app:old"));
        assertEquals(List.of("app:old"), tags(old));
        assertEquals(2, images.list().images().size());
    }

    @Test
    void takesOneOfSeveralNamesAway() {
        Digest digest = StoreFixture.put(store, StoreFixture.small("a"), "app:1");
        images.tag(digest, ref("app:2"));
        RemovalOutcome outcome = store.garbage().remove(new Removal(Set.of(ref("app:1"), ref("no:such")), Set.of()));
        assertEquals(List.of(ref("app:1")), outcome.untagged());
        assertEquals(List.of("app:2"), tags(digest));
        store.garbage().remove(new Removal(Set.of(ref("app:2")), Set.of()));
        assertTrue(images.list().withEntry(digest).orElseThrow().dangling());
    }

    @Test
    void remembersWhereAnImageWasPulledFrom() {
        ImageFixture fixture = StoreFixture.small("a");
        StoreFixture.putBlobs(store, fixture);
        Reference source = ref("nginx").withDigest(Digest.of("an index".getBytes()));
        images.add(StoreFixture.descriptor(fixture.root()), Optional.of(ref("nginx:1.27")), List.of(source));
        Digest digest = StoreFixture.digest(fixture);
        StoredImage image = images.list().withEntry(digest).orElseThrow();
        assertEquals(List.of(source), image.digests());
        assertEquals(Optional.of(image), images.list().named(source));
        images.tag(digest, ref("other:1"));
        store.garbage().remove(new Removal(Set.of(ref("nginx:1.27")), Set.of()));
        assertEquals(List.of(source), images.list().withEntry(digest).orElseThrow().digests());
        assertEquals(List.of(source),
                store.garbage().remove(new Removal(Set.of(source), Set.of())).untagged());
        assertEquals(List.of(), images.list().withEntry(digest).orElseThrow().digests());
        assertEquals(List.of("other:1"), tags(digest));
    }

    @Test
    void namesTheBlobsThatAPullWouldHaveToFetchAgain() throws Exception {
        ImageFixture fixture = ImageFixture.layers(3);
        StoreFixture.put(store, fixture, "a");
        StoredImage image = images.list().images().get(0);
        assertEquals(List.of(), images.incomplete(image));
        Path layer = store.blobs().path(image.layers().get(1).blob());
        Files.delete(layer);
        Files.createFile(layer);
        assertEquals(List.of(image.layers().get(1).blob()),
                images.incomplete(image).stream().map(Descriptor::digest).toList());
    }

    @Test
    void namesAnImageByDigestAlone() {
        ImageFixture fixture = StoreFixture.small("a");
        StoreFixture.putBlobs(store, fixture);
        Reference byDigest = ref("nginx").withDigest(StoreFixture.digest(fixture));
        images.add(StoreFixture.descriptor(fixture.root()), Optional.of(byDigest), List.of());
        StoredImage image = images.list().images().get(0);
        assertEquals(List.of(byDigest), image.digests());
        assertTrue(image.dangling());
        assertEquals(Optional.of(image), images.list().named(byDigest));
    }

    @Test
    void refusesToNameHalfAnImage() {
        ImageFixture fixture = StoreFixture.small("a");
        StoreFixture.putBlob(store, fixture.root());
        StoreFixture.putBlob(store, fixture.config());
        StoreException e = assertThrows(StoreException.class, () -> images.add(StoreFixture.descriptor(fixture.root()),
                Optional.of(ref("app")), List.of()));
        assertEquals(StoreException.Kind.NOT_FOUND, e.kind());
        assertTrue(e.why().contains(fixture.layers().get(0).content().digest()), e.why());
        assertTrue(images.list().images().isEmpty());
    }

    @Test
    void refusesToTagAnImageThatIsGone() {
        Digest gone = Digest.of("gone".getBytes());
        StoreException e = assertThrows(StoreException.class, () -> images.tag(gone, ref("app")));
        assertEquals(StoreException.Kind.NOT_FOUND, e.kind());
    }

    @Test
    void findsImagesByTheBeginningOfTheirId() {
        StoreFixture.put(store, StoreFixture.small("a"), "a");
        StoreFixture.put(store, StoreFixture.small("b"), "b");
        StoredImage image = images.list().named(ref("a")).orElseThrow();
        assertEquals(List.of(image), images.list().withId(image.id().shortHex()));
        assertEquals(List.of(image), images.list().withId(image.id().toString()));
        assertEquals(List.of(), images.list().withId(""));
    }

    @Test
    void showsTheImageForThisMachineOfAnIndexFromAnotherTool() {
        var index = ImageFixture.multiPlatform("linux/arm64", "linux/" + hostArchitecture(), "linux/s390x");
        index.writeLayout(store.root(), "multi");
        StoredImage image = images.list().images().get(0);
        assertEquals(index.root().digest(), image.entry().toString());
        assertEquals(index.image("linux/" + hostArchitecture()).root().digest(), image.manifest().toString());
        assertEquals(List.of(ref("multi:latest")), image.tags());
    }

    private static String hostArchitecture() {
        return Platform.local().architecture();
    }

    @Test
    void countsTheBytesThatOnlyOneImageNeeds() {
        LayerFixture shared = LayerFixture.gzip(tar -> tar.file("shared", "shared"));
        LayerFixture own = LayerFixture.gzip(tar -> tar.file("own", "own"));
        ImageFixture base = ImageFixture.builder().layer("s", shared).build();
        ImageFixture child = ImageFixture.builder().layer("s", shared).layer("o", own).layer("o", own).build();
        Digest baseDigest = StoreFixture.put(store, base, "base");
        Digest childDigest = StoreFixture.put(store, child, "child");
        Listing listing = images.list();
        assertEquals(base.root().size() + base.config().size(),
                listing.withEntry(baseDigest).orElseThrow().unique());
        assertEquals(child.root().size() + child.config().size() + own.content().size(),
                listing.withEntry(childDigest).orElseThrow().unique());
    }

    @Test
    void remembersWhatWasLearnedOfLayers() throws Exception {
        ImageFixture fixture = StoreFixture.small("a");
        Digest digest = StoreFixture.put(store, fixture, "a");
        Digest layer = Digest.parse(fixture.layers().get(0).content().digest());
        LayerFacts facts = new LayerFacts(
                DiffId.parse(fixture.layers().get(0).diffId()), 10240, 1);
        images.remember(Map.of(layer, facts));
        assertEquals(1, images.list().withEntry(digest).orElseThrow().unpackedSize());
        ImageStore later = ImageStore.open(store.root());
        assertEquals(Optional.of(facts), later.images().facts(layer));
        assertEquals(1, later.images().list().withEntry(digest).orElseThrow().unpackedSize());
        Path cache = store.root().resolve("cache/layers");
        byte[] torn = Files.readAllBytes(cache);
        torn[5]++;
        Files.write(cache, torn);
        assertEquals(Optional.empty(), ImageStore.open(store.root()).images().facts(layer));
    }

    @Test
    void showsNoArtifactsThatAreNoImages() {
        byte[] manifest = ("{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.OCI_MANIFEST + "\",\"config\":{"
                + "\"mediaType\":\"application/vnd.cncf.helm.config.v1+json\",\"digest\":\"" + Digest.of("{}".getBytes())
                + "\",\"size\":2},\"layers\":[]}").getBytes();
        store.blobs().put("{}".getBytes());
        store.blobs().put(manifest);
        images.add(Descriptor.of(MediaType.OCI_MANIFEST, Digest.of(manifest), manifest.length),
                Optional.of(ref("chart:1")), List.of());
        assertEquals(List.of(), images.list().images());
        assertFalse(store.garbage().sweep(Duration.ZERO).blobs().contains(Digest.of(manifest)));
    }
}
