package dev.jimg.store;

import static dev.jimg.store.StoreFixture.ref;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Digest;
import dev.jimg.testing.ImageFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {

    private static final int MANY = 300;

    @TempDir
    Path directory;

    /** Makes the blobs' directory look as if it was changed long ago: then its time vouches for its content. */
    private static void settle(Path root) throws IOException {
        Files.setLastModifiedTime(root.resolve("blobs/sha256"),
                FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
    }

    @Test
    void listsManyImagesTheSameWithAndWithoutItsCache() throws IOException {
        Path root = directory.resolve("store");
        ManyImages.write(root, MANY);
        settle(root);
        Listing read = ImageStore.open(root).images().list();
        assertEquals(MANY, read.images().size());
        assertEquals(List.of(), read.problems());
        for (int i = 0; i < MANY; i++) {
            StoredImage image = read.images().get(MANY - 1 - i);
            assertEquals("team/app-" + i + ":1", image.tags().get(0).familiar());
            assertEquals(ManyImages.layer(i, 4), image.layers().get(4).blob());
            assertEquals(Optional.empty(), image.damage());
        }
        // Two layers of its own (1003 and 1004 bytes), the manifest and the config.
        StoredImage newest = read.images().get(0);
        long documents = Files.size(root.resolve("blobs/sha256").resolve(newest.manifest().hex()))
                + Files.size(root.resolve("blobs/sha256").resolve(newest.id().digest().hex()));
        assertEquals(1003 + 1004 + documents, newest.unique());

        assertTrue(Files.exists(root.resolve("cache/listing")));
        assertEquals(read, ImageStore.open(root).images().list());
        // Nothing but the index and the cache is read: the documents may be gone without being missed.
        Path manifest = root.resolve("blobs/sha256").resolve(newest.manifest().hex());
        Files.write(manifest, new byte[0]);
        assertEquals(read, ImageStore.open(root).images().list());
    }

    @Test
    void makesTheListingOnlyAgainWhenSomethingChanged() throws IOException {
        ImageStore store = ImageStore.open(directory.resolve("store"));
        Digest digest = StoreFixture.put(store, StoreFixture.small("a"), "a:1");
        settle(store.root());
        Listing first = store.images().list();
        assertSame(first, store.images().list());
        ImageStore.open(store.root()).images().tag(digest, ref("a:2"));
        assertEquals(2, store.images().list().images().get(0).tags().size());
    }

    @Test
    void survivesACacheThatIsDamagedOrGone() throws IOException {
        ImageStore store = ImageStore.open(directory.resolve("store"));
        StoreFixture.put(store, StoreFixture.small("a"), "a:1");
        Listing listing = store.images().list();
        Path cache = store.root().resolve("cache/listing");
        byte[] good = Files.readAllBytes(cache);
        for (int length : new int[] {0, 3, 16, good.length / 2, good.length - 1}) {
            Files.write(cache, Arrays.copyOf(good, length));
            assertEquals(listing, ImageStore.open(store.root()).images().list());
        }
        // A prime stride, so that every field of the format is hit somewhere.
        for (int i = 0; i < good.length; i += 7) {
            byte[] bad = good.clone();
            bad[i] ^= 0x55;
            Files.write(cache, bad);
            assertEquals(listing, ImageStore.open(store.root()).images().list(), "byte " + i);
        }
        Files.delete(cache);
        Files.delete(cache.getParent());
        assertEquals(listing, ImageStore.open(store.root()).images().list());
    }

    @Test
    void namesTheImagesWhoseBlobsAreMissing() throws IOException {
        ImageStore store = ImageStore.open(directory.resolve("store"));
        ImageFixture image = ImageFixture.layers(3);
        Digest digest = StoreFixture.put(store, image, "a:1");
        StoreFixture.put(store, StoreFixture.small("good"), "good:1");
        store.images().list();
        Files.delete(store.blobs().path(Digest.parse(image.layers().get(1).content().digest())));
        assertEquals(Optional.of("1 of its 3 layers are missing"), damage(store, digest));
        assertEquals(Optional.of("1 of its 3 layers are missing"), damage(ImageStore.open(store.root()), digest));
        assertFalse(store.images().list().named(ref("good:1")).orElseThrow().damage().isPresent());
        Files.delete(store.blobs().path(Digest.parse(image.config().digest())));
        assertEquals(Optional.of("its config is missing"), damage(store, digest));
        Files.delete(store.blobs().path(digest));
        assertEquals(Optional.of("its manifest is missing"), damage(store, digest));
        StoreFixture.put(store, image, "a:1");
        assertEquals(Optional.empty(), damage(store, digest));
    }

    @Test
    void showsAnImageWhoseManifestCannotBeRead() throws IOException {
        ImageStore store = ImageStore.open(directory.resolve("store"));
        Digest digest = StoreFixture.put(store, StoreFixture.small("a"), "a:1");
        StoreFixture.put(store, StoreFixture.small("good"), "good:1");
        Path manifest = store.blobs().path(digest);
        Files.delete(manifest);
        Files.createFile(manifest);
        Listing listing = ImageStore.open(store.root()).images().list();
        StoredImage broken = listing.named(ref("a:1")).orElseThrow();
        assertTrue(broken.damage().orElseThrow().contains("the file is empty"), broken.damage().toString());
        assertEquals(digest, broken.id().digest());
        assertEquals(2, listing.images().size());
    }

    private static Optional<String> damage(ImageStore store, Digest entry) {
        return store.images().list().withEntry(entry).orElseThrow().damage();
    }
}
