package dev.jimg.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Digest;
import dev.jimg.testing.Content;
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
        store.images().noteDamage(Map.of(layer, read), Map.of(), Map.of());
        assertEquals(List.of(), flaws(store, entry));
        assertEquals(List.of(), flaws(ImageStore.open(store.root()), entry));

        BlobState now = store.blobs().state(layer).orElseThrow();
        store.images().noteDamage(Map.of(layer, now), Map.of(), Map.of());
        assertEquals(List.of(Flaw.Kind.WRONG_BYTES), flaws(store, entry));
        store.images().noteDamage(Map.of(), Map.of(), Map.of(layer, read));
        assertEquals(List.of(Flaw.Kind.WRONG_BYTES), flaws(store, entry), "another file was whole");
        store.images().noteDamage(Map.of(), Map.of(), Map.of(layer, now));
        assertEquals(List.of(), flaws(store, entry));
    }

    @Test
    void aDescriptorThatLiesAboutTheSizeTaintsItsOwnImageOnly() throws IOException {
        ImageFixture honest = StoreFixture.small("shared");
        long size = honest.layers().get(0).content().size();
        String manifest = Files.readString(honest.root().file());
        Content lie = Content.of(honest.root().mediaType(),
                manifest.replaceAll("(\"size\"\\s*:\\s*)" + size + "\\b", "$1" + (size + 1)));
        for (boolean lieFirst : new boolean[] {true, false}) {
            store = ImageStore.open(directory.resolve("store-" + lieFirst));
            Digest liar = lieFirst ? lying(honest, lie) : null;
            Digest good = StoreFixture.put(store, honest, "good:1");
            store.images().list();
            liar = lieFirst ? liar : lying(honest, lie);
            store.images().list();
            assertTrue(store.images().checkSizes());
            for (ImageStore one : List.of(store, ImageStore.open(store.root()))) {
                assertEquals(List.of(), flaws(one, good));
                assertEquals(List.of(Flaw.Kind.WRONG_SIZE), flaws(one, liar));
            }
            assertFalse(store.images().checkSizes(), "it is known");
        }
    }

    /** Another tool wrote it: this one would not take it. */
    private Digest lying(ImageFixture honest, Content lie) throws IOException {
        StoreFixture.putBlobs(store, honest);
        StoreFixture.putBlob(store, lie);
        Path index = store.root().resolve("index.json");
        String entry = "{\"mediaType\":\"" + lie.mediaType() + "\",\"digest\":\"" + lie.digest() + "\",\"size\":"
                + lie.size() + "}";
        String before = Files.exists(index) ? Files.readString(index) : "";
        Files.writeString(index, before.contains("\"manifests\":[{")
                ? before.replace("\"manifests\":[", "\"manifests\":[" + entry + ",")
                : "{\"schemaVersion\":2,\"manifests\":[" + entry + "]}");
        return Digest.parse(lie.digest());
    }
}
