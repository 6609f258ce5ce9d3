package dev.jimg.store;

import static dev.jimg.store.StoreFixture.ref;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.testing.Counted;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we store, others read; and what they write, we read. */
@Counted("a store that umoci and skopeo wrote to")
class StoreToolsTest {

    @TempDir
    Path directory;

    private ImageStore store;

    @BeforeEach
    void open() {
        store = ImageStore.open(directory.resolve("store"));
    }

    private String at(String name) {
        return store.root() + ":" + name;
    }

    @Test
    void skopeoReadsOurImagesByTheirWholeName() throws Exception {
        Tools.require("skopeo");
        ImageFixture image = StoreFixture.small("a");
        Digest digest = StoreFixture.put(store, image, "nginx:1.27");
        List<String> names = List.of("docker.io/library/nginx:1.27", "localhost:5000/team/app:v1.0-rc.1",
                "ghcr.io/a-b/c.d/e_f:latest");
        names.forEach(name -> store.images().tag(digest, ref(name)));
        for (String name : names) {
            JsonNode shown = new ObjectMapper().readTree(Run.command("skopeo", "inspect", "oci:" + at(name)).out());
            assertEquals(digest.toString(), shown.get("Digest").asText());
        }
    }

    @Test
    void skopeoReadsAnImageNamedByDigest() {
        Tools.require("skopeo");
        ImageFixture image = StoreFixture.small("a");
        StoreFixture.putBlobs(store, image);
        Reference name = ref("nginx").withDigest(StoreFixture.digest(image));
        store.images().add(StoreFixture.descriptor(image.root()), Optional.of(name), List.of());
        assertTrue(Run.command("skopeo", "inspect", "oci:" + at(name.toString())).out().contains("Digest"));
    }

    @Test
    void skopeoCopiesOutAndInAgain() {
        Tools.require("skopeo");
        ImageFixture image = StoreFixture.small("a");
        Digest digest = StoreFixture.put(store, image, "app:1");
        Run.command("skopeo", "--insecure-policy", "copy", "oci:" + at("docker.io/library/app:1"),
                "oci:" + at("docker.io/library/copied:2"));
        assertEquals(List.of(ref("app:1"), ref("copied:2")),
                store.images().list().withEntry(digest).orElseThrow().tags());
        Path fresh = directory.resolve("fresh");
        Run.command("skopeo", "--insecure-policy", "copy", "oci:" + at("docker.io/library/app:1"),
                "oci:" + fresh + ":base");
        ImageStore other = ImageStore.open(fresh);
        assertEquals(List.of(ref("base:latest")), other.images().list().images().get(0).tags());
        StoreFixture.put(other, StoreFixture.small("b"), "b:1");
        assertEquals(2, other.images().list().images().size());
        assertEquals(List.of(), other.garbage().sweep(Duration.ZERO).blobs());
    }

    @Test
    void umociUnpacksWhatWeStored() throws Exception {
        Tools.require("umoci");
        Tools.requireRoot();
        ImageFixture image = ImageFixture.builder().format(ImageFixture.Format.OCI)
                .layer("one", LayerFixture.gzip(tar -> tar.directory("srv").file("srv/a", "first").file("srv/b", "b")))
                .layer("two", LayerFixture.of(LayerFixture.Compression.NONE,
                        tar -> tar.directory("srv").file("srv/a", "second").whiteout("srv", "b")))
                .build();
        StoreFixture.put(store, image, "quay.io/team/app:1");
        Path bundle = directory.resolve("bundle");
        Run.command("umoci", "unpack", "--image", at("quay.io/team/app:1"), bundle.toString());
        assertEquals("second", Files.readString(bundle.resolve("rootfs/srv/a")));
        assertTrue(Files.notExists(bundle.resolve("rootfs/srv/b")));
    }

    @Test
    void umociTagsAndCollectsGarbageInOurStore() {
        Tools.require("umoci");
        Digest digest = StoreFixture.put(store, StoreFixture.small("a"), "app:1");
        Digest dangling = StoreFixture.put(store, StoreFixture.small("old"), "b:1");
        StoreFixture.put(store, StoreFixture.small("new"), "b:1");
        Run.command("umoci", "tag", "--image", at("docker.io/library/app:1"), "mine");
        Run.command("umoci", "gc", "--layout", store.root().toString());
        Listing listing = store.images().list();
        assertEquals(List.of(ref("app:1"), ref("mine:latest")), listing.withEntry(digest).orElseThrow().tags());
        assertEquals(Optional.empty(), listing.withEntry(dangling).orElseThrow().damage());
        assertEquals(List.of(), listing.problems());
    }

    /** Legal references that the grammar of ref.name does not have: they must not get in the way of the others. */
    @Test
    void toolsLiveWithNamesThatTheyCannotSay() {
        Tools.require("skopeo", "umoci");
        Digest digest = StoreFixture.put(store, StoreFixture.small("a"), "app:1");
        List<Reference> odd = List.of(ref("quay.io/team/a__b:1"), ref("quay.io/team/a---b:1"), ref("[::1]:5000/a:1"));
        odd.forEach(name -> store.images().tag(digest, name));
        Run.command("skopeo", "inspect", "oci:" + at("docker.io/library/app:1"));
        Run.command("umoci", "rm", "--image", at("docker.io/library/app:1"));
        Run.command("umoci", "gc", "--layout", store.root().toString());
        StoredImage image = store.images().list().withEntry(digest).orElseThrow();
        assertEquals(Optional.empty(), image.damage());
        assertEquals(odd.stream().map(Reference::toString).sorted().toList(),
                image.tags().stream().map(Reference::toString).toList());
    }

    @Test
    void podmanPullsFromOurStore() {
        Tools.require("podman");
        Tools.requireRoot();
        ImageFixture image = StoreFixture.small("a");
        StoreFixture.put(store, image, "app:1");
        String id = Run.command("podman", "--root", directory.resolve("podman").toString(), "--runroot",
                directory.resolve("podman-run").toString(), "--storage-driver", "vfs", "pull", "-q",
                "oci:" + at("docker.io/library/app:1")).out().strip();
        assertEquals(image.config().digest(), "sha256:" + id);
    }
}
