package dev.jimg.store;

import static dev.jimg.store.StoreFixture.ref;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import dev.jimg.testing.Await;
import dev.jimg.testing.ImageFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every test reads with a store object of its own, as another process does. */
class SealedListingTest {

    private static final int MANY = 50;

    @TempDir
    static Path directory;

    /** Made before any test, and all sealed in the same two seconds that this takes after a change. */
    private static Path many;
    private static Path small;
    private static Path damaged;
    private static Path edited;
    private static Path replaced;
    private static Path missing;
    private static Path measured;
    private static Path flawed;
    private static Path forgotten;
    private static Path garbled;

    @BeforeAll
    static void waitUntilStoresAreSealed() throws IOException {
        many = directory.resolve("many");
        ManyImages.write(many, MANY);
        small = withImages("small");
        damaged = withImages("damaged");
        edited = withImages("edited");
        replaced = withImages("replaced");
        missing = withImages("missing");
        measured = withImages("measured");
        flawed = withImages("flawed");
        forgotten = withImages("forgotten");
        garbled = withImages("garbled");
        for (Path root : List.of(many, small, damaged, edited, replaced, missing, measured, flawed, forgotten,
                garbled)) {
            Await.until(Duration.ofSeconds(30), root + " is sealed", () -> {
                list(root);
                return Files.exists(sealed(root));
            });
        }
    }

    private static Path withImages(String name) {
        ImageStore store = ImageStore.open(directory.resolve(name));
        ImageFixture image = ImageFixture.layers(3);
        StoreFixture.put(store, image, "app:1");
        store.images().tag(StoreFixture.digest(image), ref("example.com:5000/other/name:2"));
        StoreFixture.putBlobs(store, StoreFixture.small("plain"));
        ImageFixture pulled = StoreFixture.small("plain");
        store.images().add(StoreFixture.descriptor(pulled.root()), Optional.empty(),
                List.of(ref("ghcr.io/a/b").withDigest(StoreFixture.digest(pulled))));
        return store.root();
    }

    private static Path sealed(Path root) {
        return root.resolve("cache/sealed");
    }

    private static Listing list(Path root) {
        return ImageStore.open(root).images().list();
    }

    /** What is listed by who reads all there is. */
    private static Listing listUnsealed(Path root) throws IOException {
        Path aside = root.resolveSibling(root.getFileName() + "-seal");
        Files.move(sealed(root), aside);
        try {
            return list(root);
        } finally {
            Files.move(aside, sealed(root), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void isWhatTheIndexAndTheBlobsSay() throws IOException {
        for (Path root : List.of(many, small)) {
            assertEquals(listUnsealed(root), list(root));
        }
        assertEquals(MANY, list(many).images().size());
    }

    @Test
    void isReadWithoutTheOtherCache() throws IOException {
        Listing whole = list(many);
        Path facts = many.resolve("cache/listing");
        byte[] known = Files.readAllBytes(facts);
        Files.write(facts, new byte[7]);
        ImageStore store = ImageStore.open(many);
        assertEquals(whole, store.images().list());
        Files.write(facts, known);
        assertEquals(MANY * 2 + MANY * 2 + MANY / 10 * 3, store.images().blobs());
    }

    /** As long as before, and with its time of modification set back: nothing but the time of change tells. */
    @Test
    void seesAnEditInPlaceOfTheSameLength() throws IOException {
        Path index = edited.resolve("index.json");
        for (String name : List.of("app:2", "app:3", "app:4", "app:5")) {
            FileTime modified = Files.getLastModifiedTime(index);
            String before = Files.readString(index);
            String after = before.replaceAll("app:.", name);
            assertEquals(before.length(), after.length());
            assertFalse(before.equals(after));
            Files.write(index, after.getBytes(StandardCharsets.UTF_8));
            Files.setLastModifiedTime(index, modified);
            // The second edit and those behind it come within a second of the one before.
            assertTrue(list(edited).named(ref(name)).isPresent(), name);
            assertTrue(list(edited).named(ref(name)).isPresent(), name + ", read again");
        }
    }

    @Test
    void seesAnIndexThatWasPutInItsPlace() throws IOException {
        Path index = replaced.resolve("index.json");
        FileTime modified = Files.getLastModifiedTime(index);
        Path other = Files.writeString(replaced.resolve("other"), Files.readString(index).replace("app:1", "app:9"));
        Files.setLastModifiedTime(other, modified);
        Files.move(other, index, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        assertTrue(list(replaced).named(ref("app:9")).isPresent());
        assertTrue(list(replaced).named(ref("app:1")).isEmpty());
    }

    @Test
    void isNothingToAnotherStore() throws IOException {
        Path copy = directory.resolve("copy");
        StoreFixture.put(ImageStore.open(copy), StoreFixture.small("alone"), "alone:1");
        Files.createDirectories(copy.resolve("cache"));
        Files.copy(sealed(many), sealed(copy));
        assertEquals(1, list(copy).images().size());
    }

    @Test
    void namesABlobThatWentMissingSince() throws IOException {
        StoredImage image = list(missing).named(ref("app:1")).orElseThrow();
        Files.delete(ImageStore.open(missing).blobs().path(image.layers().get(1).blob()));
        assertEquals(Optional.of("1 of its 3 layers are missing"),
                list(missing).named(ref("app:1")).orElseThrow().damage());
    }

    @Test
    void tellsWhatWasLearnedOfALayerSince() {
        ImageStore store = ImageStore.open(measured);
        StoredLayer layer = store.images().list().named(ref("app:1")).orElseThrow().layers().get(0);
        LayerFacts facts = new LayerFacts(new DiffId(Digest.of(new byte[] {1})), 1024, 77);
        store.images().remember(Map.of(layer.blob(), facts));
        for (Listing listing : List.of(store.images().list(), list(measured))) {
            assertEquals(Optional.of(facts), listing.named(ref("app:1")).orElseThrow().layers().get(0).facts());
        }
    }

    @Test
    void tellsWhatWasFoundDamagedSince() throws IOException {
        ImageStore store = ImageStore.open(flawed);
        StoredLayer layer = store.images().list().named(ref("app:1")).orElseThrow().layers().get(0);
        Files.write(store.blobs().path(layer.blob()), new byte[(int) layer.size() + 1]);
        assertTrue(store.images().checkSizes());
        for (Listing listing : List.of(store.images().list(), list(flawed))) {
            assertTrue(listing.named(ref("app:1")).orElseThrow().damage().isPresent());
        }
    }

    /** The other cache says which blobs there are to look at. */
    @Test
    void blobsAreMeasuredAlsoWithoutTheOtherCache() throws IOException {
        Files.delete(forgotten.resolve("cache/listing"));
        Files.write(garbled.resolve("cache/listing"), new byte[7]);
        for (Path root : List.of(forgotten, garbled)) {
            ImageStore store = ImageStore.open(root);
            StoredLayer layer = store.images().list().named(ref("app:1")).orElseThrow().layers().get(0);
            Files.write(store.blobs().path(layer.blob()), new byte[(int) layer.size() + 1]);
            assertTrue(store.images().checkSizes(), root.toString());
            assertTrue(list(root).named(ref("app:1")).orElseThrow().damage().isPresent());
        }
    }

    @Test
    void isAsIfAbsentWhereItIsDamaged() throws IOException {
        Listing listing = list(damaged);
        Path cache = sealed(damaged);
        byte[] good = Files.readAllBytes(cache);
        ListingState state = new SealReader(new BytesIn(Arrays.copyOfRange(good, 16, good.length))).state();
        assertEquals(Optional.of(listing), SealedListing.decode(good, state).map(SealedListing.Content::listing));
        for (int length = 0; length < good.length; length += 1 + length / 16) {
            assertEquals(Optional.empty(), SealedListing.decode(Arrays.copyOf(good, length), state), "length " + length);
        }
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 0x55;
            assertEquals(Optional.empty(), SealedListing.decode(bad, state), "byte " + i);
        }
        Files.write(cache, Arrays.copyOf(good, good.length / 2));
        assertEquals(listing, list(damaged));
        Files.delete(cache);
        Files.createDirectory(cache);
        assertEquals(listing, list(damaged));
        Files.delete(cache);
    }
}
