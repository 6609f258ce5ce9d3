package dev.jimg.store;

import static dev.jimg.store.StoreFixture.ref;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OciFormTest {

    private static final byte[] CONFIG = ("{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\","
            + "\"diff_ids\":[\"" + Digest.of("tar".getBytes()) + "\"]}}").getBytes();
    private static final byte[] LAYER = "layer".getBytes();

    @TempDir
    Path directory;

    @Test
    void keepsConfigAndLayersAndChangesOnlyTheirTypes() {
        Manifest docker = docker();
        Manifest form = OciForm.of(docker);
        assertEquals(MediaType.OCI_MANIFEST, form.mediaType());
        assertEquals(docker.imageId(), form.imageId());
        assertEquals(Descriptor.of(MediaType.OCI_CONFIG, Digest.of(CONFIG), CONFIG.length), form.config());
        assertEquals(List.of(Descriptor.of(MediaType.OCI_LAYER_GZIP, Digest.of(LAYER), LAYER.length)), form.layers());
        assertEquals(Optional.of(docker.digest()), OciForm.original(form));
        assertEquals(form.digest(), OciForm.of(docker).digest(), "the same in every run");
        assertSame(form, OciForm.of(form), "an OCI manifest is its own form");
    }

    /** Earlier versions have written the form of an image in this way: it must not get another digest. */
    @Test
    void isWrittenWithoutSpacesAndInThisOrder() {
        Manifest docker = docker();
        assertEquals("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                + "\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\""
                + Digest.of(CONFIG) + "\",\"size\":" + CONFIG.length + "},\"layers\":[{\"mediaType\":"
                + "\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\"" + Digest.of(LAYER) + "\",\"size\":"
                + LAYER.length + "}],\"annotations\":{\"dev.jimg.converted-from\":\"" + docker.digest() + "\"}}",
                new String(OciForm.of(docker).raw().bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void theOriginalStaysAndGoesWithItsForm() {
        ImageStore store = ImageStore.open(directory.resolve("store"));
        Manifest docker = docker();
        Manifest form = OciForm.of(docker);
        for (byte[] blob : List.of(CONFIG, LAYER, docker.raw().bytes(), form.raw().bytes())) {
            store.blobs().put(blob);
        }
        store.images().add(form.descriptor(), Optional.empty(), List.of());
        assertEquals(List.of(), store.garbage().sweep(Duration.ZERO).blobs());
        // Once from the listing cache, once from the documents themselves.
        store.images().list();
        assertEquals(List.of(), store.garbage().sweep(Duration.ZERO).blobs());
        assertEquals(List.of(), ImageStore.open(store.root()).garbage().sweep(Duration.ZERO).blobs());
        RemovalOutcome outcome = store.garbage().remove(new Removal(Set.of(), Set.of(form.digest())));
        assertTrue(outcome.blobs().contains(docker.digest()), outcome.toString());
        assertFalse(store.blobs().size(docker.digest()) >= 0);
    }

    /** Other tools, and older versions of this one, write docker's manifests into the index as they are. */
    @Test
    void listsOriginalsThatOthersBroughtAndTakesTheirEntriesOver() {
        ImageStore store = ImageStore.open(directory.resolve("store"));
        Manifest docker = docker();
        Manifest form = OciForm.of(docker);
        for (byte[] blob : List.of(CONFIG, LAYER, docker.raw().bytes(), form.raw().bytes())) {
            store.blobs().put(blob);
        }
        Reference source = ref("docker.io/library/a").withDigest(docker.digest());
        store.images().add(docker.descriptor(), Optional.of(ref("a:1")), List.of(source));
        store.images().tag(docker.digest(), ref("a:2"));
        StoredImage before = store.images().list().named(ref("a:1")).orElseThrow();
        assertEquals(docker.digest(), before.manifest());
        assertEquals(Optional.empty(), before.damage());

        store.images().add(form.descriptor(), Optional.of(ref("a:1")), List.of(source));
        StoredImage after = store.images().list().named(ref("a:2")).orElseThrow();
        assertEquals(List.of(after), store.images().list().images());
        assertEquals(List.of(ref("a:1"), ref("a:2")), after.tags());
        assertEquals(List.of(source), after.digests());
        assertEquals(form.digest(), after.entry());
        assertEquals(docker.digest(), after.original());
    }

    @Test
    void isFoundUnderTheDigestOfItsOriginal() {
        ImageStore store = ImageStore.open(directory.resolve("store"));
        Manifest docker = docker();
        Manifest form = OciForm.of(docker);
        for (byte[] blob : List.of(CONFIG, LAYER, docker.raw().bytes(), form.raw().bytes())) {
            store.blobs().put(blob);
        }
        store.images().add(form.descriptor(), Optional.of(ref("a:1")), List.of());
        // Once as it was read, once as the listing cache remembers it.
        for (ImageStore reader : List.of(store, ImageStore.open(store.root()))) {
            StoredImage image = reader.images().list().named(ref("a").withDigest(docker.digest())).orElseThrow();
            assertEquals(form.digest(), image.manifest());
            assertEquals(docker.digest(), image.original());
        }
    }

    private static Manifest docker() {
        return Manifest.parse(("{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.DOCKER_MANIFEST + "\",\"config\":"
                + descriptor(MediaType.DOCKER_CONFIG, CONFIG) + ",\"layers\":["
                + descriptor(MediaType.DOCKER_LAYER_GZIP, LAYER) + "]}").getBytes());
    }

    private static String descriptor(MediaType type, byte[] blob) {
        return "{\"mediaType\":\"" + type + "\",\"size\":" + blob.length + ",\"digest\":\"" + Digest.of(blob) + "\"}";
    }
}
