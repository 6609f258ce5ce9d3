package dev.jimg.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.oci.Digest;
import dev.jimg.testing.ImageFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the list says of blobs that are here but not what they should be. */
class DamageTest {

    @TempDir
    Path directory;

    private ImageStore store;

    @BeforeEach
    void open() {
        store = ImageStore.open(directory.resolve("store"));
    }

    private static List<Flaw.Kind> flaws(ImageStore store, Digest entry) {
        return store.images().list().withEntry(entry).orElseThrow().flaws().stream().map(Flaw::kind).toList();
    }

    /** As a pull does that ends now: the same bytes in another file. */
    private void replace(Digest blob) throws IOException {
        Path file = store.blobs().path(blob);
        Path fresh = Files.copy(file, directory.resolve("fresh"));
        Files.setLastModifiedTime(fresh, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 1234));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aBlobThatWasReplacedAfterItWasReadIsNotMarked() throws IOException {
        ImageFixture image = StoreFixture.small("a");
        Digest entry = StoreFixture.put(store, image, "a:1");
        Digest layer = Digest.parse(image.layers().get(0).content().digest());
        BlobState read = store.blobs().state(layer).orElseThrow();
        replace(layer);
        store.images().noteDamage(Map.of(layer, read), Map.of());
        assertEquals(List.of(), flaws(store, entry));
        assertEquals(List.of(), flaws(ImageStore.open(store.root()), entry));

        BlobState now = store.blobs().state(layer).orElseThrow();
        store.images().noteDamage(Map.of(layer, now), Map.of());
        assertEquals(List.of(Flaw.Kind.WRONG_BYTES), flaws(store, entry));
        store.images().noteDamage(Map.of(), Map.of(layer, read));
        assertEquals(List.of(Flaw.Kind.WRONG_BYTES), flaws(store, entry), "another file was whole");
        store.images().noteDamage(Map.of(), Map.of(layer, now));
        assertEquals(List.of(), flaws(store, entry));
    }
}
